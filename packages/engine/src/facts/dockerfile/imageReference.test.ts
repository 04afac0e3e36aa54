import { parseImageReference } from './imageReference';

describe('parseImageReference', () => {
  const hex = 'ab'.repeat(32);

  it.each([
    ['node', 'docker.io', 'library/node', undefined, undefined],
    ['acme/app:1', 'docker.io', 'acme/app', '1', undefined],
    ['localhost/app', 'localhost', 'app', undefined, undefined],
    ['host:5000/app', 'host:5000', 'app', undefined, undefined],
    ['host:5000/a/b:2', 'host:5000', 'a/b', '2', undefined],
    [`ghcr.io/a/b:2@sha256:${hex}`, 'ghcr.io', 'a/b', '2', `sha256:${hex}`],
    [`node@sha256:${hex}`, 'docker.io', 'library/node', undefined, `sha256:${hex}`],
  ])('reads %s', (text, host, path, tag, digest) => {
    expect(parseImageReference(text)).toEqual({ text, host, path, tag, digest });
  });

  it.each(['', 'Node', 'a b', 'node:', '{{ image }}', 'a@sha256:xyz', 'x'.repeat(600)])(
    'refuses %j',
    text => {
      expect(parseImageReference(text)).toBeUndefined();
    },
  );
});
