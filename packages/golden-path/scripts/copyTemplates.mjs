// Packing puts a copy of the repository's templates beside dist/, where the installed package looks for them.
// Packers leave out .gitignore and .github whatever one tells them, so a leading dot travels as `_dot_`; loadOverlay
// reads it back.
// Usage: copyTemplates.mjs [--remove | TARGET | --clean TARGET]
import { chmod, copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../../../templates', import.meta.url));
const packaged = fileURLToPath(new URL('../templates', import.meta.url));

async function copy(from, to) {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const target = join(to, entry.name.replace(/^\./, '_dot_'));
    if (entry.isDirectory()) {
      await copy(join(from, entry.name), target);
    } else {
      await copyFile(join(from, entry.name), target);
      await chmod(target, (await stat(join(from, entry.name))).mode);
    }
  }
}

const [argument, cleaned] = process.argv.slice(2);
const removes = argument === '--remove' || argument === '--clean';
const target = (removes ? cleaned : argument) ?? packaged;
await rm(target, { recursive: true, force: true });
if (!removes) {
  await copy(source, target);
}
