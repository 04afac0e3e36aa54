import { mockServices } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { LocalRegistry } from '../__testUtils__/LocalRegistry';
import { runAction } from '../__testUtils__/runAction';
import { createAllowedRegistries } from '../registry/allowedRegistries';
import { CachedImageResolver } from '../registry/CachedImageResolver';
import { DefaultImageResolver } from '../registry/ImageResolver';
import { createResolveImageAction } from './resolveImage';
import { examples } from './resolveImage.examples';

jest.setTimeout(60_000);

const { input } = parse(examples[0]!.example).steps[0];
const isInstalled = LocalRegistry.isInstalled();
if (!isInstalled) {
  process.stderr.write(
    'SKIPPED: container-lens:image:resolve against a real registry. Install it: apt-get install docker-registry\n',
  );
}

function setUp(hosts: string[], parentImages = {}) {
  const config = mockServices.rootConfig({
    data: { backend: { reading: { allow: hosts.map(host => ({ host })) } } },
  });
  const resolver = CachedImageResolver.create({
    inner: DefaultImageResolver.create({
      isAllowed: createAllowedRegistries({ config, parentImages }),
      ecrAuthorization: async () => {
        throw new Error('not ECR');
      },
    }),
  });
  return createResolveImageAction({ resolver, parentImages });
}

(isInstalled ? describe : describe.skip)('container-lens:image:resolve, a real registry', () => {
  let registry: LocalRegistry;
  beforeAll(async () => {
    registry = await LocalRegistry.start();
  });
  afterAll(() => registry?.stop());

  /** The example, at the port the registry has here. */
  const example = () => ({ ...input, ref: input.ref.replace('localhost:5000', registry.host) });

  it('runs the example: pins what the tag stands for, until it is older than five minutes', async () => {
    const first = await registry.push('org/node-runtime', '24.21.0-r7', ['arm64', 'amd64']);
    const action = setUp([registry.host]);
    const outputs = await runAction(action, example());
    expect(outputs).toEqual({
      digest: first,
      pinnedRef: `${registry.host}/org/node-runtime:24.21.0-r7@${first}`,
      platforms: ['linux/amd64', 'linux/arm64'],
      createdAt: '2026-11-18T09:00:00Z',
    });
    // The tag moves; the answer is remembered, and asked anew by another portal.
    const second = await registry.push('org/node-runtime', '24.21.0-r7', ['amd64']);
    expect(second).not.toBe(first);
    expect((await runAction(action, example())).digest).toBe(first);
    const { ref } = example();
    expect((await runAction(setUp([registry.host]), { ref })).digest).toBe(second);
    // By its digest the first one is still there.
    const byDigest = await runAction(setUp([registry.host]), { ref: outputs.pinnedRef });
    expect(byDigest).toEqual(outputs);
  });

  it('refuses an image that is not for a wanted platform', async () => {
    await registry.push('org/only', '1.0.0', ['amd64']);
    const ref = `${registry.host}/org/only:1.0.0`;
    await expect(
      runAction(setUp([registry.host]), { ref, platforms: ['linux/arm64'] }),
    ).rejects.toThrow(/not known to be for linux\/arm64, but for linux\/amd64/);
  });

  it('says what is not there', async () => {
    const ref = `${registry.host}/org/none:1.0.0`;
    await expect(runAction(setUp([registry.host]), { ref })).rejects.toThrow(
      /There is no manifests\/1.0.0 in .*org\/none/,
    );
  });

  it('asks no registry that is not allowed', async () => {
    await expect(runAction(setUp(['example.com']), example())).rejects.toThrow(
      /may not ask the registry localhost/,
    );
  });
});

describe('container-lens:image:resolve in a dry run', () => {
  const digest = `sha256:${'a'.repeat(64)}`;

  it('takes the configured digest, or says that it knows none', async () => {
    const reference = `${input.ref}@${digest}`;
    const action = setUp([], { node: { build: reference, runtime: reference } });
    await expect(runAction(action, input, { isDryRun: true })).resolves.toEqual({
      digest,
      pinnedRef: reference,
      platforms: [],
    });
    await expect(runAction(setUp([]), input, { isDryRun: true })).resolves.toEqual({
      platforms: [],
    });
  });
});
