// Bundles the command line into dist, so that it starts fast and runs without node_modules: lens.mjs, and what only some
// commands need in chunks that are read when they are asked for.
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

await rm(join(here, 'dist/chunks'), { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: { lens: 'src/main.ts' },
  outdir: join(here, 'dist'),
  outExtension: { '.js': '.mjs' },
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  // Some dependencies are CommonJS and ask for require.
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      "import { dirname as __directoryOf } from 'node:path';",
      "import { fileURLToPath as __pathOf } from 'node:url';",
      'const require = __createRequire(import.meta.url);',
      'const __dirname = __directoryOf(__pathOf(import.meta.url));',
    ].join('\n'),
  },
  logLevel: 'warning',
});
