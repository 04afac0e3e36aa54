import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { FakeEcr } from '../__testUtils__/FakeEcr';
import { testAwsClients } from '../__testUtils__/testAwsClients';
import { readAuthorization } from '../aws/ecr/readAuthorization';
import { CachedImageResolver } from './CachedImageResolver';
import { parseImageReference } from './imageReference';
import { DefaultImageResolver } from './ImageResolver';
import { digestOf } from './registryHttp';

const server = setupServer();
registerMswTestHooks(server);

const signal = AbortSignal.timeout(60_000);
const config = JSON.stringify({ os: 'linux', architecture: 'arm64', variant: 'v8' });
const manifest = JSON.stringify({ config: { digest: digestOf(Buffer.from(config)) } });
const resolver = DefaultImageResolver.create({
  isAllowed: () => true,
  ecrAuthorization: place => readAuthorization(testAwsClients(), place),
});
const resolve = (ref: string) => resolver.resolve(parseImageReference(ref), { signal });

/** A registry that wants this authorization, or none. */
function serve(host: string, options: { authorization?: string; challenge?: string } = {}) {
  const guarded = (body: string) => (info: { request: Request }) => {
    const given = info.request.headers.get('authorization') ?? undefined;
    if (given === options.authorization) return HttpResponse.text(body);
    return new HttpResponse(null, {
      status: 401,
      headers: options.challenge ? { 'www-authenticate': options.challenge } : {},
    });
  };
  server.use(
    http.get(`https://${host}/v2/org/app/manifests/1.0`, guarded(manifest)),
    http.get(`https://${host}/v2/org/app/blobs/:digest`, guarded(config)),
  );
}

describe('resolving an image', () => {
  it('reads a single image without an account', async () => {
    serve('registry.example.com');
    await expect(resolve('registry.example.com/org/app:1.0')).resolves.toEqual({
      digest: digestOf(Buffer.from(manifest)),
      platforms: ['linux/arm64/v8'],
      createdAt: undefined,
    });
  });

  it('fetches an anonymous token where the registry says', async () => {
    const asked: string[] = [];
    server.use(
      http.get('https://auth.example.com/token', ({ request }) => {
        asked.push(request.url);
        return HttpResponse.json({ token: 'abc' });
      }),
    );
    serve('registry.example.com', {
      authorization: 'Bearer abc',
      challenge: 'Bearer realm="https://auth.example.com/token",service="registry.example.com"',
    });
    await expect(resolve('registry.example.com/org/app:1.0')).resolves.toHaveProperty('digest');
    expect(asked).toEqual([
      'https://auth.example.com/token?service=registry.example.com&scope=repository%3Aorg%2Fapp%3Apull',
    ]);
  });

  it.each([
    'Bearer realm="http://169.254.169.254/latest"',
    'Bearer realm="https://10.0.0.1/token"',
    'Bearer realm="https://localhost/token"',
    'Bearer realm="nothing"',
    'Basic realm="x"',
  ])('goes nowhere for the challenge %s', async challenge => {
    // A request to it would fail the test: nothing answers there.
    serve('registry.example.com', { authorization: 'x', challenge });
    await expect(resolve('registry.example.com/org/app:1.0')).rejects.toThrow(/may not be read/);
  });

  it('shows Amazon ECR the authorization of the account, and follows no redirect with it', async () => {
    const host = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
    const ecr = new FakeEcr();
    server.use(ecr.handler());
    serve(host, { authorization: `Basic ${Buffer.from('AWS:test').toString('base64')}` });
    server.use(
      http.get(`https://${host}/v2/org/app/blobs/:digest`, () =>
        HttpResponse.redirect('https://bucket.example.com/blob', 307),
      ),
    );
    await expect(resolve(`${host}/org/app:1.0`)).resolves.toMatchObject({ platforms: [] });
    expect(ecr.calls).toEqual(['GetAuthorizationToken']);
  });

  it('trusts bytes, not headers', async () => {
    const lie = `sha256:${'b'.repeat(64)}`;
    server.use(
      http.get('https://registry.example.com/v2/org/app/manifests/:name', () =>
        HttpResponse.text(manifest, { headers: { 'docker-content-digest': lie } }),
      ),
      http.get('https://registry.example.com/v2/org/app/blobs/:digest', () =>
        HttpResponse.text(config),
      ),
    );
    const image = await resolve('registry.example.com/org/app:1.0');
    expect(image.digest).not.toBe(lie);
    await expect(resolve(`registry.example.com/org/app@${lie}`)).rejects.toThrow(/other bytes/);
  });

  it('reads no endless answer', async () => {
    server.use(
      http.get('https://registry.example.com/v2/org/app/manifests/1.0', () =>
        HttpResponse.text('x'.repeat(5 * 1024 * 1024)),
      ),
    );
    await expect(resolve('registry.example.com/org/app:1.0')).rejects.toThrow(/larger than/);
  });
});

describe('remembered answers', () => {
  it('hold for five minutes, and errors not at all', async () => {
    let now = 0;
    let count = 0;
    const cached = CachedImageResolver.create({
      now: () => now,
      inner: {
        resolve: async () => {
          count += 1;
          if (count === 1) throw new Error('down');
          return { digest: `${count}`, platforms: [], createdAt: undefined };
        },
      },
    });
    const ask = () => cached.resolve(parseImageReference('a.example.com/b:1'), { signal });
    await expect(ask()).rejects.toThrow('down');
    expect((await ask()).digest).toBe('2');
    now = 5 * 60_000 - 1;
    expect((await ask()).digest).toBe('2');
    now = 5 * 60_000;
    expect((await ask()).digest).toBe('3');
  });
});

describe('image references', () => {
  it.each([
    ['node:24', 'docker.io', 'library/node', '24'],
    ['org/app:1', 'docker.io', 'org/app', '1'],
    ['localhost/app:1', 'localhost', 'app', '1'],
    ['localhost:5000/a/b:1.0_x', 'localhost:5000', 'a/b', '1.0_x'],
    ['Ghcr.io/a__b/c-d.e:v1', 'ghcr.io', 'a__b/c-d.e', 'v1'],
  ])('%s', (text, host, repository, tag) => {
    expect(parseImageReference(text)).toEqual({ host, repository, tag, digest: undefined });
  });

  it.each([
    'node',
    'a.example.com/x/../y:1',
    'a.example.com//x:1',
    'http://a/b:1',
    'a/B:1',
    'a:1 ',
  ])('refuses %j', text => {
    expect(() => parseImageReference(text)).toThrow(/no image reference/);
  });

  it('refuses long texts at once', () => {
    expect(() => parseImageReference(`${'a-'.repeat(100_000)}:1`)).toThrow(/no image reference/);
    expect(() => parseImageReference(`${'a-'.repeat(240)}!`)).toThrow(/no image reference/);
  });
});
