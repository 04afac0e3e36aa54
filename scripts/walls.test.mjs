// Proves that each wall of the architecture stands: the forbidden line is refused, and the same line is accepted in the
// one place that may say it. Run with `node --test scripts/`.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const { ESLint } = createRequire(import.meta.url)('eslint');
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const eslint = new ESLint({ cwd: root });

const WALLS = new Set([
  '@typescript-eslint/no-restricted-imports',
  'no-restricted-syntax',
  'max-lines',
  'regexp/no-super-linear-backtracking',
  'regexp/no-super-linear-move',
]);

async function broken(filePath, code) {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: path.join(root, filePath) });
  const fatal = result.messages.find(({ fatal: isFatal }) => isFatal);
  assert.equal(fatal, undefined, `${filePath} could not be parsed: ${fatal?.message}`);
  return result.messages.filter(({ ruleId }) => WALLS.has(ruleId)).map(({ message }) => message);
}

const imports = specifier => `import { a } from '${specifier}';\nexport const b = a;`;

/** [what, file that must be refused, file that may, code] */
const cases = [
  [
    'AWS SDK',
    'plugins/container-lens-backend/src/router.ts',
    'plugins/container-lens-backend/src/registries/ecr/client.ts',
    imports('@aws-sdk/client-ecr'),
  ],
  [
    'AWS SDK in other registries',
    'plugins/container-lens-backend/src/registries/oci/client.ts',
    'plugins/container-lens-backend/src/export/lens.ts',
    imports('@aws-sdk/client-wellarchitected'),
  ],
  [
    'AWS SDK in actions',
    'plugins/scaffolder-backend-module-container-lens/src/actions/validate.ts',
    'plugins/scaffolder-backend-module-container-lens/src/aws/ecr/ensureRepository.ts',
    imports('@aws-sdk/client-ecr'),
  ],
  [
    'AWS SDK in the browser',
    'plugins/container-lens/src/api.ts',
    undefined,
    imports('@aws-sdk/client-ecr'),
  ],
  [
    'network by import',
    'plugins/container-lens-backend/src/assessment/assess.ts',
    'plugins/container-lens-backend/src/evidence/source.ts',
    imports('node:https'),
  ],
  [
    'network by fetch',
    'plugins/container-lens-backend/src/assessment/assess.ts',
    'plugins/container-lens-backend/src/evidence/source.ts',
    "export const a = () => fetch('http://x');",
  ],
  ['network in the engine', 'packages/engine/src/facts/x.ts', undefined, imports('node:http')],
  [
    'configuration',
    'plugins/container-lens-backend/src/router.ts',
    'plugins/container-lens-backend/src/config.ts',
    "export const a = (config: any) => config.getString('x');",
  ],
  [
    'configuration of the forge',
    'plugins/local-forge-backend/src/plugin.ts',
    'plugins/local-forge-backend/src/config.ts',
    "export const a = (rootConfig: any) => rootConfig.getOptionalNumber('x');",
  ],
  [
    'annotation',
    'plugins/container-lens-backend/src/subjects/read.ts',
    'plugins/container-lens-common/src/annotations.ts',
    "export const a = 'container-lens/image';",
  ],
  [
    'annotation of ECR',
    'plugins/container-lens/src/card.tsx',
    'plugins/container-lens-common/src/annotations.ts',
    "export const a = 'aws.amazon.com/amazon-ecr-arn';",
  ],
  [
    'Knex',
    'plugins/container-lens-backend/src/router.ts',
    'plugins/container-lens-backend/src/store/DatabaseStore.ts',
    imports('knex'),
  ],
  [
    'a check that parses',
    'packages/engine/src/checks/sec/x.ts',
    'packages/engine/src/facts/x.ts',
    imports('yaml'),
  ],
  [
    'a check that reaches for evidence',
    'packages/engine/src/checks/sec/x.ts',
    'packages/engine/src/assess/x.ts',
    imports('../../assess/assess'),
  ],
  [
    'a fact that knows checks',
    'packages/engine/src/facts/dockerfile/x.ts',
    'packages/engine/src/assess/x.ts',
    imports('../../checks/index'),
  ],
  [
    'services',
    'plugins/container-lens-backend/src/router.ts',
    'plugins/container-lens-backend/src/plugin.ts',
    'declare const DatabaseStore: any;\nexport const a = DatabaseStore.create({});',
  ],
  [
    'file system in the engine',
    'packages/engine/src/assess/x.ts',
    'packages/engine/src/folder/x.ts',
    imports('node:fs'),
  ],
  [
    'engine imports ours',
    'packages/engine/src/assess/x.ts',
    undefined,
    imports('@container-lens/golden-path'),
  ],
  [
    'engine imports Backstage',
    'packages/engine/src/assess/x.ts',
    undefined,
    imports('@backstage/errors'),
  ],
  [
    'command line imports a plugin',
    'packages/cli/src/x.ts',
    undefined,
    imports('@container-lens/backstage-plugin-container-lens-common'),
  ],
  [
    'browser imports the engine',
    'plugins/container-lens/src/x.ts',
    undefined,
    imports('@container-lens/engine'),
  ],
  [
    'browser imports a backend',
    'plugins/container-lens/src/x.ts',
    undefined,
    imports('@container-lens/backstage-plugin-container-lens-backend'),
  ],
  ['Material UI', 'plugins/container-lens/src/x.tsx', undefined, imports('@material-ui/core')],
  [
    'common imports the engine for real',
    'plugins/container-lens-common/src/x.ts',
    undefined,
    imports('@container-lens/engine'),
  ],
  [
    'forge imports ours',
    'plugins/local-forge-backend/src/x.ts',
    undefined,
    imports('@container-lens/backstage-plugin-container-lens-common'),
  ],
  [
    'node imports the backend',
    'plugins/container-lens-node/src/x.ts',
    undefined,
    imports('@container-lens/backstage-plugin-container-lens-backend'),
  ],
];

for (const [what, refused, accepted, code] of cases) {
  test(`wall: ${what}`, async () => {
    assert.ok((await broken(refused, code)).length > 0, `${refused} should have been refused`);
    if (accepted) {
      assert.deepEqual(await broken(accepted, code), [], `${accepted} should be accepted`);
    }
  });
}

test('common may import types of the engine', async () => {
  const code =
    "import type { Scorecard } from '@container-lens/engine';\nexport type A = Scorecard;";
  assert.deepEqual(await broken('plugins/container-lens-common/src/x.ts', code), []);
});

test('a check may import the contract and facts', async () => {
  const code = `${imports('../../contract/check')}\n`;
  assert.deepEqual(await broken('packages/engine/src/checks/sec/x.ts', code), []);
  assert.deepEqual(
    await broken('packages/engine/src/checks/sec/x.ts', imports('../../facts/image/imageConfigs')),
    [],
  );
});

test('a check that grows too long is refused', async () => {
  const code = Array.from({ length: 120 }, (_, i) => `export const a${i} = ${i};`).join('\n');
  assert.ok((await broken('packages/engine/src/checks/sec/x.ts', code)).length > 0);
});

test('a pattern whose work grows faster than the text is refused', async () => {
  const pattern = source => `export const a = ${source};`;
  for (const file of [
    'packages/engine/src/facts/x.ts',
    'plugins/container-lens-backend/src/x.ts',
  ]) {
    for (const source of [String.raw`/=\s*(.*?)\s*$/`, String.raw`/\s+$/`]) {
      assert.ok((await broken(file, pattern(source))).length > 0, `${source} should be refused`);
    }
    assert.deepEqual(await broken(file, pattern(String.raw`/=\s*(?!\s)(.*)/`)), []);
  }
});
