import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../errors/InputError';
import { AuthorFinding } from './authorFinding';
import { checkOverlayManifest } from './checkOverlayManifest';
import { readLocatedYaml } from './yamlText';

const limits = { overlays: 200, templates: 100, textBytes: 512 * 1024, entries: 2_000 };
const overlayFile = 'overlay.yaml';

/** A template of the folder. */
export interface AuthorTemplate {
  /** Relative to the folder. */
  readonly path: string;
  readonly text: string;
}

/**
 * What somebody wrote: overlays, and templates that use them.
 *
 * @public
 */
export interface AuthorFolder {
  /** Overlays that can be loaded, by id. Relative to the folder; empty where the folder is the overlay. */
  readonly overlays: ReadonlyMap<string, string>;
  readonly templates: readonly AuthorTemplate[];
  readonly findings: readonly AuthorFinding[];
}

/**
 * Finds the overlays and templates of a folder: the folder is an overlay itself, or holds overlays as `<group>/<name>`, or has
 * them below `overlays/` with templates beside it. Links are not followed.
 *
 * @throws InputError when the folder cannot be read or holds nothing of the kind.
 * @public
 */
export async function readAuthorFolder(folder: string): Promise<AuthorFolder> {
  const findings: AuthorFinding[] = [];
  const overlays = new Map<string, string>();
  const addOverlay = async (path: string, expected?: string) => {
    if (overlays.size >= limits.overlays) {
      throw new InputError(`${folder} has more than ${limits.overlays} overlays.`);
    }
    const file = path ? `${path}/${overlayFile}` : overlayFile;
    const checked = checkOverlayManifest({
      text: await readText(folder, file),
      path: file,
      expected,
    });
    findings.push(...checked.findings);
    const { id } = checked;
    if (id === undefined) {
      return;
    }
    if (overlays.has(id)) {
      findings.push({
        rule: 'overlay',
        severity: 'error',
        path: file,
        message: `The overlay '${id}' stands in ${overlays.get(id) || '.'} as well.`,
        fix: 'Keep one of them, or give one another id.',
      });
      return;
    }
    overlays.set(id, path);
  };

  if (await isFile(folder, overlayFile)) {
    await addOverlay('');
    return { overlays, templates: [], findings };
  }
  const names = await list(folder, '');
  const root = names.some(({ name, isFolder }) => isFolder && name === 'overlays')
    ? 'overlays'
    : '';
  const groups = root === '' ? names : await list(folder, root);
  for (const { name, isFolder, isLink } of groups) {
    const path = root ? `${root}/${name}` : name;
    if (isLink) {
      findings.push(linkFinding(path));
    } else if (isFolder && (await isFile(folder, `${path}/${overlayFile}`))) {
      await addOverlay(path, name === 'base' ? 'base' : undefined);
    } else if (isFolder && !name.startsWith('.')) {
      await addGroup(path, name);
    }
  }
  const templates = root === '' && overlays.size > 0 ? [] : await readTemplates(folder, names);
  if (overlays.size + templates.length + findings.length === 0) {
    throw new InputError(
      `${folder} holds no overlay and no template. Give a folder with overlay.yaml, with <group>/<name>/overlay.yaml, or with overlays/ and templates (*.yaml, kind Template).`,
    );
  }
  return { overlays, templates, findings };

  async function addGroup(path: string, group: string): Promise<void> {
    for (const { name, isFolder, isLink } of await list(folder, path)) {
      const child = `${path}/${name}`;
      if (isLink) {
        findings.push(linkFinding(child));
      } else if (isFolder && (await isFile(folder, `${child}/${overlayFile}`))) {
        await addOverlay(child, `${group}/${name}`);
      } else if (isFolder && root === 'overlays') {
        findings.push({
          rule: 'overlay',
          severity: 'error',
          path: child,
          message: `The folder has no ${overlayFile}.`,
          fix: `Write ${child}/${overlayFile}, or move the folder away.`,
        });
      }
    }
  }
}

async function readTemplates(
  folder: string,
  names: readonly { name: string; isFile: boolean }[],
): Promise<AuthorTemplate[]> {
  const templates: AuthorTemplate[] = [];
  for (const { name, isFile: plain } of names) {
    if (!plain || !/\.ya?ml$/.test(name)) {
      continue;
    }
    const text = await readText(folder, name);
    const document = readLocatedYaml(text);
    // A text that is no YAML may be a broken template; a location or a configuration is none.
    const broken = 'message' in document && /^kind:\s*Template\s*$/m.test(text);
    if (broken || ('value' in document && kindOf(document.value) === 'Template')) {
      if (templates.length >= limits.templates) {
        throw new InputError(`${folder} has more than ${limits.templates} templates.`);
      }
      templates.push({ path: name, text });
    }
  }
  return templates;
}

function kindOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null
    ? (value as { kind?: unknown }).kind
    : undefined;
}

function linkFinding(path: string): AuthorFinding {
  return {
    rule: 'folder',
    severity: 'error',
    path,
    message: 'This is a link, and links are not followed.',
    fix: 'Put the files there themselves.',
  };
}

async function list(folder: string, path: string) {
  let entries;
  try {
    entries = await readdir(join(folder, path), { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      code === 'ENOENT'
        ? `The folder ${join(folder, path)} does not exist.`
        : `The folder ${join(folder, path)} could not be read (${code}).`,
    );
  }
  if (entries.length > limits.entries) {
    throw new InputError(`${join(folder, path)} has more than ${limits.entries} entries.`);
  }
  return entries
    .filter(({ name }) => name !== 'node_modules' && name !== '.git')
    .map(entry => ({
      name: entry.name,
      isFolder: entry.isDirectory(),
      isFile: entry.isFile(),
      isLink: entry.isSymbolicLink(),
    }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

async function isFile(folder: string, path: string): Promise<boolean> {
  const stats = await lstat(join(folder, path)).catch(() => undefined);
  return stats?.isFile() ?? false;
}

async function readText(folder: string, path: string): Promise<string> {
  const handle = await open(join(folder, path), 'r');
  try {
    const buffer = Buffer.alloc(limits.textBytes + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    if (bytesRead > limits.textBytes) {
      throw new InputError(`${path} is larger than ${limits.textBytes / 1024} KiB.`);
    }
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
