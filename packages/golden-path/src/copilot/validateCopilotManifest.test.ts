import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { InputError } from '../errors/InputError';
import { renderTarget } from '../render/__testUtils__/renderTarget';
import { Workload } from '../service/serviceSpec';
import { refusedManifests, silentlyWrongManifests } from './__fixtures__/brokenManifests';
import { validManifests } from './__fixtures__/validManifests';
import { validateCopilotManifest } from './validateCopilotManifest';

jest.setTimeout(60_000);

const errorsOf = (manifest: string, environment?: string) =>
  validateCopilotManifest({ manifest, environment }).problems.filter(
    ({ severity }) => severity === 'error',
  );
const adviceOf = (manifest: string) =>
  validateCopilotManifest({ manifest })
    .problems.filter(({ severity }) => severity === 'advice')
    .map(({ path }) => path);

describe('validateCopilotManifest', () => {
  it.each(Object.keys(validManifests))('accepts every field of a %s', type => {
    const { type: found, problems } = validateCopilotManifest({ manifest: validManifests[type]! });
    expect(found).toBe(type);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each(refusedManifests.map(([manifest, path]) => [path, manifest] as const))(
    'refuses a wrong %s in %j',
    (path, manifest) => {
      expect(errorsOf(manifest).map(problem => problem.path)).toContain(path);
    },
  );

  it.each(
    silentlyWrongManifests.map(([manifest, path, message]) => [path, manifest, message] as const),
  )('refuses %s, which Copilot accepts, in %j', (path, manifest, message) => {
    const found = errorsOf(manifest).filter(problem => problem.path === path);
    expect(found.map(problem => problem.message).join()).toMatch(message);
  });

  it('names every key that is not known, wherever it stands', () => {
    for (const manifest of Object.values(validManifests)) {
      const value = parse(manifest);
      for (const path of mapsIn(value)) {
        const changed = structuredClone(value);
        const at = path.reduce((inner, key) => inner[key], changed);
        at.zzzzzz = 1;
        const found = errorsOf(stringify(changed));
        const isFree = found.length === 0;
        const place = path.join('.');
        // Maps that people fill with names of their own.
        const isOpen =
          /(^|\.)(variables|secrets|secretOptions|labels|args|destination|depends_on|filter_policy|from_tags|tags|sidecars|volumes|environments|deployments|pre_deployments|post_deployments|PolicyDocument)$/.test(
            place,
          );
        expect({ place, accepted: isFree && !isOpen }).toEqual({ place, accepted: false });
      }
    }
  });

  it('checks each environment as it gets the manifest, and says where', () => {
    const manifest = `name: a-b
type: Backend Service
image: { location: a/b, healthcheck: { command: [CMD, probe] } }
count: { range: 1-2, cpu_percentage: 50 }
storage: { readonly_fs: true }
environments:
  test: { count: { range: 5-2 } }
  prod: { image: { build: Dockerfile } }
`;
    expect(validateCopilotManifest({ manifest }).problems).toEqual([
      {
        severity: 'error',
        path: 'environments.test.count.range',
        message: 'goes from 5 down to 2.',
      },
      expect.objectContaining({ severity: 'advice', path: 'environments.prod.image.build' }),
    ]);
    expect(errorsOf(manifest, 'prod')).toEqual([]);
    expect(errorsOf(manifest, 'test')).toHaveLength(1);
  });

  it('advises against what works and should not be used', () => {
    const manifest = `name: a-b
type: Load Balanced Web Service
image: { build: Dockerfile, port: 80 }
http: { path: / }
exec: true
`;
    expect(adviceOf(manifest).sort()).toEqual(
      ['count', 'exec', 'image.build', 'image.healthcheck', 'storage.readonly_fs'].sort(),
    );
  });

  it('takes places that are filled in later for what they will be', () => {
    const manifest = `name: a-b
type: Backend Service
image: { location: "\${IMAGE_URI}" }
cpu: \${CPU}
platform: \${PLATFORM}
env_file: \${FILE}
count: { range: "\${RANGE}", cpu_percentage: 50 }
network: { vpc: { placement: "\${PLACE}" } }
`;
    expect(errorsOf(manifest)).toEqual([]);
  });

  it.each([
    ['no YAML', 'a: [', /not valid YAML/],
    ['a key that stands twice', 'type: Environment\ntype: Environment\n', /not valid YAML/],
    ['a list', '- a', /not a YAML map/],
    ['no type', 'name: a', /not set/],
    ['another type', 'type: Lambda', /Copilot knows: Load Balanced/],
    ['far too much', `type: ${'x'.repeat(600_000)}`, /too large/],
    [
      'far too deep',
      `type: Environment\nname: ${'['.repeat(40)}${']'.repeat(40)}`,
      /nested deeper/,
    ],
    [
      'aliases that explode',
      `type: Environment\na0: &a0 [x]\n${Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`).join('\n')}`,
      /aliases|nested deeper/,
    ],
  ])('refuses %s', (_, manifest, message) => {
    expect(() => validateCopilotManifest({ manifest })).toThrow(InputError);
    expect(() => validateCopilotManifest({ manifest })).toThrow(message);
  });

  it('never fails on a manifest with anything in it', () => {
    const key = fc.constantFrom(
      ...['image', 'http', 'count', 'range', 'nlb', 'storage', 'volumes', 'efs', 'sidecars', 'a'],
      ...['network', 'connect', 'subscribe', 'topics', 'queue', 'environments', 'port', 'platform'],
    );
    const value = fc.letrec(tie => ({
      any: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(null, true, false, 0, -1, 1.5, 'x', '', '1-2', '${A}'),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(key, tie('any'), { maxKeys: 5 }),
      ),
    })).any;
    const types = fc.constantFrom(
      ...Object.keys(validManifests).filter(type => type !== 'Pipeline'),
    );
    fc.assert(
      fc.property(types, fc.dictionary(key, value, { maxKeys: 6 }), (type, fields) => {
        const { problems } = validateCopilotManifest({ manifest: stringify({ ...fields, type }) });
        expect(problems.length).toBeLessThanOrEqual(200);
      }),
    );
  });

  it.each<Workload>(['service', 'worker', 'job'])(
    'finds nothing in what is generated for a %s',
    async workload => {
      const rendered = await renderTarget({
        target: 'copilot',
        overrides: { workload, secrets: ['database-url'], env: { GREETING: 'a ${B} "c": #d' } },
      });
      const manifests = rendered.files.filter(({ path }) =>
        /^copilot\/.*manifest\.yml$/.test(path),
      );
      expect(manifests).toHaveLength(3);
      for (const { content } of manifests) {
        const { problems } = validateCopilotManifest({ manifest: content.toString('utf8') });
        expect(problems).toEqual([]);
      }
      rendered.remove();
    },
  );
});

// A program around the released manifest package of Copilot: reads lines of {"raw","env"}, answers with lines of messages.
const oracle = process.env.CONTAINER_LENS_COPILOT_ORACLE;
if (!oracle) {
  process.stderr.write(
    'SKIPPED: CONTAINER_LENS_COPILOT_ORACLE is not set, so the rules were not compared with those of Copilot.\n',
  );
}
(oracle ? describe : describe.skip)('compared with the source of Copilot v1.34.1', () => {
  const ask = (manifests: readonly string[]): string[] =>
    execFileSync(oracle!, ['check'], {
      input: manifests.map(Raw => `${JSON.stringify({ Raw, Env: 'test' })}\n`).join(''),
      encoding: 'utf8',
    })
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));

  it('agrees on what is valid and what is refused', () => {
    expect(ask(Object.values(validManifests)).filter(Boolean)).toEqual([]);
    expect(ask(silentlyWrongManifests.map(([manifest]) => manifest)).filter(Boolean)).toEqual([]);
    const answers = ask(refusedManifests.map(([manifest]) => manifest));
    const accepted = refusedManifests.filter((_, index) => answers[index] === '');
    expect(accepted).toEqual([]);
  });
});

/** Paths of all maps in a value. */
function mapsIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    mapsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) ? inner : [path, ...inner];
}
