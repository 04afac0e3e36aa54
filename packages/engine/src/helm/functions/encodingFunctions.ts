import { createHash } from 'node:crypto';
import { RenderError } from '../renderError';
import { GoObject } from '../values/goValue';
import { compareVersions, parseVersion, satisfies, SemanticVersion } from './semanticVersion';
import { fixed, FunctionTable, TemplateFunction, variadic } from './templateFunction';

/** Sprig's encodings, digests and versions, and what they do with paths. */
export const encodingFunctions: FunctionTable = {
  b64enc: encode(text => Buffer.from(text, 'utf8').toString('base64')),
  b64dec: encode(text => {
    if (
      !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(
        text.replace(/[\r\n]/g, ''),
      )
    ) {
      throw new RenderError('unsupported', 'A text that is no base64 is decoded.');
    }
    return Buffer.from(text, 'base64').toString('utf8');
  }),
  sha1sum: encode(text => createHash('sha1').update(text, 'utf8').digest('hex')),
  sha256sum: encode(text => createHash('sha256').update(text, 'utf8').digest('hex')),
  sha512sum: encode(text => createHash('sha512').update(text, 'utf8').digest('hex')),
  adler32sum: encode(text => {
    let a = 1;
    let b = 0;
    for (const byte of Buffer.from(text, 'utf8')) {
      a = (a + byte) % 65521;
      b = (b + a) % 65521;
    }
    return String(b * 65536 + a);
  }),
  semver: fixed(['string'], ([text]) => versionObject(versionOf(text))),
  semverCompare: fixed(['string', 'string'], ([constraint, text]) =>
    satisfies(versionOf(text), constraint),
  ),
  base: fixed(['string'], ([path]) =>
    path === ''
      ? '.'
      : (path
          .replace(/(?<!\/)\/+$/, '')
          .split('/')
          .pop() ??
          '') ||
        '/',
  ),
  dir: fixed(['string'], ([path]) => {
    const cut = path.lastIndexOf('/');
    return cut < 0 ? '.' : path.slice(0, cut) || '/';
  }),
  ext: fixed(['string'], ([path]) => /\.[^./]*$/.exec(path)?.[0] ?? ''),
  urlParse: unsupported('urlParse'),
  urlJoin: unsupported('urlJoin'),
};

function encode(run: (text: string) => string): TemplateFunction {
  return fixed(['string'], ([text], { budget }) => {
    budget.text(text.length * 2);
    return run(text);
  });
}

function unsupported(name: string): TemplateFunction {
  return variadic([], 'any', () => {
    throw new RenderError('unsupported', `The template function "${name}" is not supported.`);
  });
}

function versionOf(text: string): SemanticVersion {
  const version = parseVersion(text);
  if (!version)
    throw new RenderError('template', `Invalid semantic version "${text.slice(0, 50)}"`);
  return version;
}

function versionObject(version: SemanticVersion): GoObject {
  const [major, minor, patch] = version.parts;
  const suffix =
    (version.prerelease ? `-${version.prerelease}` : '') +
    (version.metadata ? `+${version.metadata}` : '');
  return new GoObject(
    '*semver.Version',
    {
      Major: BigInt(major),
      Minor: BigInt(minor),
      Patch: BigInt(patch),
      Prerelease: version.prerelease,
      Metadata: version.metadata,
      Original: version.original,
      String: `${major}.${minor}.${patch}${suffix}`,
    },
    {
      Compare: ([other]) => {
        const text = other instanceof GoObject ? other.fields.get('String') : undefined;
        if (typeof text !== 'string') throw new RenderError('template', 'Compare needs a version.');
        return BigInt(compareVersions(version, versionOf(text)));
      },
    },
  );
}
