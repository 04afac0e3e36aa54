import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { mergeCopilotEnvironment } from './mergeCopilotEnvironment';

const merge = (base: string, changes: string) =>
  mergeCopilotEnvironment({ ...parse(base), environments: { test: parse(changes) } }, 'test');

/** What stands in the manifest, what the environment says, and what it gets. */
const cases: readonly (readonly [string, string, string, string])[] = [
  ['single values', 'cpu: 256\nmemory: 512', 'cpu: 512', 'cpu: 512\nmemory: 512'],
  ['nothing for null', 'cpu: 256', 'cpu: null', 'cpu: 256'],
  [
    'maps key by key',
    'variables: { A: a, B: b }',
    'variables: { B: c, D: d }',
    'variables: { A: a, B: c, D: d }',
  ],
  [
    'a variable as a whole',
    'variables: { A: { from_cfn: x } }',
    'variables: { A: b }',
    'variables: { A: b }',
  ],
  [
    'a secret as a whole',
    'secrets: { A: { from_cfn: x } }',
    'secrets: { A: { secretsmanager: y } }',
    'secrets: { A: { secretsmanager: y } }',
  ],
  ['lists as a whole', 'command: [a, b]', 'command: [c]', 'command: [c]'],
  ['a list for a text', 'command: a b', 'command: [c]', 'command: [c]'],
  ['a text for a list', 'command: [c]', 'command: a b', 'command: a b'],
  [
    'location for build',
    'image: { build: Dockerfile, port: 80 }',
    'image: { location: a/b }',
    'image: { port: 80, location: a/b }',
  ],
  [
    'build for location',
    'image: { location: a/b }',
    'image: { build: { context: . } }',
    'image: { build: { context: . } }',
  ],
  [
    'the fields of a build',
    'image: { build: { context: ., target: a } }',
    'image: { build: { target: b } }',
    'image: { build: { context: ., target: b } }',
  ],
  [
    'a range for a number',
    'count: 2',
    'count: { range: 1-3, cpu_percentage: 50 }',
    'count: { range: 1-3, cpu_percentage: 50 }',
  ],
  ['a number for a range', 'count: { range: 1-3, cpu_percentage: 50 }', 'count: 1', 'count: 1'],
  [
    'one field of a range',
    'count: { range: 1-3, cpu_percentage: 50 }',
    'count: { range: 2-4 }',
    'count: { range: 2-4, cpu_percentage: 50 }',
  ],
  [
    'Spot for scaling',
    'count: { range: 1-3, cpu_percentage: 50, cooldown: { in: 1m } }',
    'count: { spot: 2 }',
    'count: { spot: 2 }',
  ],
  [
    'scaling for Spot',
    'count: { spot: 2 }',
    'count: { range: 1-3, requests: 5 }',
    'count: { range: 1-3, requests: 5 }',
  ],
  [
    'the long form of a range',
    'count: { range: 1-3, requests: 5 }',
    'count: { range: { min: 2, max: 5, spot_from: 3 } }',
    'count: { range: { min: 2, max: 5, spot_from: 3 }, requests: 5 }',
  ],
  [
    'nothing for an empty map',
    'storage: { ephemeral: 30 }',
    'storage: { }',
    'storage: { ephemeral: 30 }',
  ],
  ['no load balancer', 'http: { path: / }', 'http: false', 'http: false'],
  ['a load balancer again', 'http: false', 'http: { path: a }', 'http: { path: a }'],
  [
    'the long form of a health check',
    'http: { path: /, healthcheck: /a }',
    'http: { healthcheck: { path: /b } }',
    'http: { path: /, healthcheck: { path: /b } }',
  ],
  [
    'the short form of a health check',
    'http: { path: /, healthcheck: { path: /a } }',
    'http: { healthcheck: /b }',
    'http: { path: /, healthcheck: /b }',
  ],
  [
    'a managed file system',
    'storage: { volumes: { a: { path: /a, efs: { id: f, root_dir: /x } } } }',
    'storage: { volumes: { a: { efs: { uid: 1, gid: 1 } } } }',
    'storage: { volumes: { a: { path: /a, efs: { uid: 1, gid: 1 } } } }',
  ],
  [
    'named alarms',
    'deployment: { rollback_alarms: { cpu_utilization: 80 } }',
    'deployment: { rollback_alarms: [a] }',
    'deployment: { rollback_alarms: [a] }',
  ],
  [
    'one alarm more',
    'deployment: { rollback_alarms: { cpu_utilization: 80 } }',
    'deployment: { rollback_alarms: { memory_utilization: 70 } }',
    'deployment: { rollback_alarms: { cpu_utilization: 80, memory_utilization: 70 } }',
  ],
  [
    'subnets for a word',
    'network: { vpc: { placement: private } }',
    'network: { vpc: { placement: { subnets: [a] } } }',
    'network: { vpc: { placement: { subnets: [a] } } }',
  ],
  [
    'one sidecar',
    'sidecars: { a: { image: b, port: 1 } }',
    'sidecars: { a: { port: 2 }, c: { image: d } }',
    'sidecars: { a: { image: b, port: 2 }, c: { image: d } }',
  ],
];

describe('mergeCopilotEnvironment', () => {
  it.each(cases)('takes %s', (_, base, changes, expected) => {
    expect(merge(base, changes)).toEqual(parse(expected));
  });

  it('gives an environment that is not named what all share', () => {
    expect(mergeCopilotEnvironment(parse('cpu: 1\nenvironments: { a: { cpu: 2 } }'), 'b')).toEqual({
      cpu: 1,
    });
    expect(mergeCopilotEnvironment(parse('cpu: 1\nenvironments: { a: }'), 'a')).toEqual({ cpu: 1 });
    expect(mergeCopilotEnvironment(parse('cpu: 1'), '__proto__')).toEqual({ cpu: 1 });
  });

  it('changes nothing it was given', () => {
    const manifest = parse(
      'image: { build: a }\nenvironments: { test: { image: { location: b } } }',
    );
    const before = structuredClone(manifest);
    mergeCopilotEnvironment(manifest, 'test');
    expect(manifest).toEqual(before);
  });
});

const oracle = process.env.CONTAINER_LENS_COPILOT_ORACLE;
(oracle ? describe : describe.skip)('compared with the source of Copilot v1.34.1', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'copilot-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const template = (manifest: object) => {
    const file = join(folder, 'manifest.yml');
    writeFileSync(file, stringify(manifest));
    const text = execFileSync(oracle!, ['render', file, 'test'], { encoding: 'utf8' });
    // A new number at every rendering.
    return text.replace(/UpdateID: .*/g, '');
  };

  it.each(cases)('makes the same template with %s', (_, base, changes) => {
    const complete = {
      name: 'a-b',
      type: 'Load Balanced Web Service',
      image: { location: 'a/b', port: 80 },
      http: { path: '/' },
      nlb: { port: 443 },
    };
    const all = parse(base);
    const manifest = { ...complete, ...all, image: { ...(all.image ?? complete.image), port: 80 } };
    const environments = { test: parse(changes) };
    expect(template(mergeCopilotEnvironment({ ...manifest, environments }, 'test'))).toBe(
      template({ ...manifest, environments }),
    );
  });
});
