/**
 * The parent images of the example organisation. The account is the one AWS uses in its documentation and nobody owns
 * these images: they keep a portal without configuration usable, and `resolveValues` warns where they are used.
 * The digests are the SHA-256 of `<repository>:<tag>`, so that they are stable and cannot be mistaken for real images.
 *
 * @public
 */
export const exampleParents = {
  account: '111122223333',
  region: 'eu-west-1',
  host: '111122223333.dkr.ecr.eu-west-1.amazonaws.com',
  images: {
    node: {
      build:
        '111122223333.dkr.ecr.eu-west-1.amazonaws.com/org/node-build:24.21.0-r7@sha256:eb489a6632cc2479181439c3598578dad21cff0d504d0c6ac4d4ea173b9597a5',
      runtime:
        '111122223333.dkr.ecr.eu-west-1.amazonaws.com/org/node-runtime:24.21.0-r7@sha256:53d11b027207699bbb7734a4b81b3ebcc1e0b980dc8380cbac03b116a0423d2b',
    },
  } as Readonly<Record<string, { build: string; runtime: string }>>,
} as const;
