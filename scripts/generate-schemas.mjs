// Writes docs/reference/*.schema.json, the JSON Schemas of what people write: editors complete and check with them.
// With --check it only says whether the files are current.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import prettier from 'prettier';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const engine = join(root, 'packages/engine/src');

const documents = [
  {
    file: 'organisation.schema.json',
    title: 'Container Lens: organisation document',
    from: './organisation/organisation',
    schema: 'organisationSchema',
  },
  {
    file: 'container-lens.schema.json',
    title: 'Container Lens: .container-lens.yaml',
    from: './declarations/declarationsSchema',
    schema: 'declarationsSchema',
  },
];

/** The Zod schemas and Zod itself, compiled on the fly into one module. */
async function load() {
  const lines = [
    "export { z } from 'zod';",
    ...documents.map(({ from, schema }) => `export { ${schema} } from '${from}';`),
  ];
  const { outputFiles } = await build({
    stdin: { contents: lines.join('\n'), resolveDir: engine, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  const source = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${source}`);
}

const { z, ...schemas } = await load();
const checkOnly = process.argv.includes('--check');
for (const { file, title, schema } of documents) {
  const path = join(root, 'docs/reference', file);
  const json = { title, ...z.toJSONSchema(schemas[schema], { io: 'input' }) };
  const options = await prettier.resolveConfig(path, { editorconfig: false });
  const wanted = await prettier.format(JSON.stringify(json), { ...options, parser: 'json' });
  let existing;
  try {
    existing = readFileSync(path, 'utf8');
  } catch {
    existing = undefined;
  }
  if (existing === wanted) continue;
  if (checkOnly) {
    console.error(`docs/reference/${file} is stale. Run: node scripts/generate-schemas.mjs`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, wanted);
    console.log(`Wrote docs/reference/${file}`);
  }
}
