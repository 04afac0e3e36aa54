#!/usr/bin/env node
import { existsSync } from 'node:fs';

const bundle = new URL('../dist/lens.mjs', import.meta.url);
if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  process.stderr.write('lens: it is not built yet. Run: node packages/cli/build.mjs\n');
  process.exitCode = 2;
}
