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
    go: {
      build:
        '111122223333.dkr.ecr.eu-west-1.amazonaws.com/org/go-build:1.26.8-r3@sha256:a608e44a3d581fef74ff8d43f9ffe32f89f457d1f146f218b5d2cce6cb128fe3',
      runtime:
        '111122223333.dkr.ecr.eu-west-1.amazonaws.com/org/static:13.2.0-r5@sha256:6aa98764f90ca5127d81a534faab55f9a201fa4cece3e3c0368fd128e8243e04',
    },
    python: {
      build:
        '111122223333.dkr.ecr.eu-west-1.amazonaws.com/org/python-build:3.13.7-r4@sha256:d93b094c953801cc668d901ad96fdb14ec1ffb3670de4c621caa47d446a93d9a',
      runtime:
        '111122223333.dkr.ecr.eu-west-1.amazonaws.com/org/python-runtime:3.13.7-r4@sha256:cdd7e60024c76d30e22b521bba9c1d2d540fdfddacafea4b67f5b3bb926438ca',
    },
    java: {
      build:
        '111122223333.dkr.ecr.eu-west-1.amazonaws.com/org/java-build:25.0.1-r2@sha256:6863bcd53ffb94b58657d5d300cb8dc18b4d666fcbe68355a09fe57d48359a02',
      runtime:
        '111122223333.dkr.ecr.eu-west-1.amazonaws.com/org/java-runtime:25.0.1-r2@sha256:2fc61f0df2387df186d036d9bd87d1ac2ba94ed1aa3c35a79fdc2ee838a50c1f',
    },
  } as Readonly<Record<string, { build: string; runtime: string }>>,
} as const;
