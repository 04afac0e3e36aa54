import { parse } from 'smol-toml';
import { Dependency } from './dependency';
import { pythonName, readRequirement } from './pythonName';
import { ManifestReading } from './readJsonManifest';

type Table = Readonly<Record<string, unknown>>;

const sizeLimit = 256 * 1024;
const developmentGroup =
  /(^|[-_])(dev|develop|development|tests?|testing|lint|linting|docs?|typing|ci|qa)([-_]|$)/i;

/** The tables of a TOML text; `undefined` when it is malformed, too large or nested too deep. */
export function readToml(text: string): Table | undefined {
  if (text.length > sizeLimit) return undefined;
  try {
    return parse(text.replace(/^\uFEFF/, ''), { maxDepth: 50 });
  } catch {
    return undefined;
  }
}

function table(value: unknown): Table {
  const isTable = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isTable ? (value as Table) : {};
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

/** Version of an entry as Poetry, Pipenv and Cargo write it: a text, or a table with `version`, `git` or `path`. */
function versionOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const { version, git, path, url } = table(Array.isArray(value) ? value[0] : value);
  const written = version ?? git ?? url ?? path;
  return typeof written === 'string' ? written : undefined;
}

/** pyproject.toml: the project itself (PEP 621), dependency groups (PEP 735, uv) and Poetry. */
export function readPyproject(text: string): ManifestReading {
  const data = readToml(text);
  if (!data) return undefined;
  const found: Dependency[] = [];
  const lineOf = lineFinder(text);
  const addRequirements = (list: unknown, development: boolean) => {
    for (const raw of texts(list)) {
      const requirement = readRequirement(raw);
      if (requirement) found.push({ ...requirement, development, line: lineOf(raw) });
    }
  };
  const addTable = (entries: unknown, development: boolean) => {
    for (const [name, value] of Object.entries(table(entries))) {
      if (name === 'python') continue;
      const line = lineOf(name);
      found.push({ name: pythonName(name), version: versionOf(value), development, line });
    }
  };
  const project = table(data.project);
  const tool = table(data.tool);
  const poetry = table(tool.poetry);
  addRequirements(project.dependencies, false);
  for (const [group, list] of Object.entries(table(project['optional-dependencies']))) {
    addRequirements(list, developmentGroup.test(group));
  }
  for (const list of Object.values(table(data['dependency-groups']))) addRequirements(list, true);
  addRequirements(table(tool.uv)['dev-dependencies'], true);
  addTable(poetry.dependencies, false);
  addTable(poetry['dev-dependencies'], true);
  for (const [group, content] of Object.entries(table(poetry.group))) {
    addTable(table(content).dependencies, group !== 'main');
  }
  for (const list of Object.values(table(table(tool.pdm)['dev-dependencies']))) {
    addRequirements(list, true);
  }
  const dynamic = texts(project.dynamic).includes('dependencies');
  const unreadable = dynamic
    ? 'Its dependencies are dynamic: they are written elsewhere.'
    : undefined;
  return { dependencies: found, unreadable };
}

/** Pipfile. */
export function readPipfile(text: string): ManifestReading {
  return readTables(text, { packages: false, 'dev-packages': true }, pythonName);
}

/** Cargo.toml, also of a workspace and of one target. */
export function readCargo(text: string): ManifestReading {
  const groups = { dependencies: false, 'build-dependencies': false, 'dev-dependencies': true };
  const data = readToml(text);
  if (!data) return undefined;
  const lineOf = lineFinder(text);
  const places = [data, table(data.workspace), ...Object.values(table(data.target)).map(table)];
  const found = places.flatMap(place =>
    Object.entries(groups).flatMap(([group, development]) =>
      Object.entries(table(place[group])).map(([alias, value]): Dependency => {
        const renamed = table(value).package;
        const name = typeof renamed === 'string' ? renamed : alias;
        return { name, version: versionOf(value), development, line: lineOf(alias) };
      }),
    ),
  );
  return { dependencies: found };
}

function readTables(
  text: string,
  groups: Readonly<Record<string, boolean>>,
  toName: (name: string) => string,
): ManifestReading {
  const data = readToml(text);
  if (!data) return undefined;
  const lineOf = lineFinder(text);
  const dependencies = Object.entries(groups).flatMap(([group, development]) =>
    Object.entries(table(data[group])).map(([name, value]) => ({
      name: toName(name),
      version: versionOf(value),
      development,
      line: lineOf(name),
    })),
  );
  return { dependencies };
}

/** One library of a Gradle version catalog, by the name build files use (`aws.s3` for `aws-s3`). */
export interface CatalogEntry {
  readonly name: string;
  readonly version?: string;
  readonly role?: 'plugin';
  readonly line?: number;
}

/** `gradle/libs.versions.toml`. */
export function readVersionCatalog(text: string): ReadonlyMap<string, CatalogEntry> | undefined {
  const data = readToml(text);
  if (!data) return undefined;
  const versions = table(data.versions);
  const lineOf = lineFinder(text);
  const entries = new Map<string, CatalogEntry>();
  const accessor = (alias: string) => alias.replace(/[-_]/g, '.');
  const versionText = (value: unknown): string | undefined => {
    if (typeof value === 'string') return value;
    const { ref, strictly, require, prefer } = table(value);
    if (typeof ref === 'string') return versionText(versions[ref]);
    return [strictly, require, prefer].find(one => typeof one === 'string') as string | undefined;
  };
  for (const [alias, value] of Object.entries(table(data.libraries))) {
    const { module, group, name, version } = table(value);
    const short = typeof value === 'string' ? value.split(':') : [];
    const separate = typeof module === 'string' ? module : `${group}:${name}`;
    const full = typeof value === 'string' ? short.slice(0, 2).join(':') : separate;
    const written = typeof value === 'string' ? short[2] : versionText(version);
    entries.set(accessor(alias), { name: full, version: written, line: lineOf(alias) });
  }
  for (const [alias, value] of Object.entries(table(data.plugins))) {
    const { id, version } = table(value);
    const short = typeof value === 'string' ? value.split(':') : [];
    const name = typeof id === 'string' ? id : short[0];
    if (name === undefined) continue;
    const written = short[1] ?? versionText(version);
    const key = `plugins.${accessor(alias)}`;
    entries.set(key, { name, version: written, role: 'plugin', line: lineOf(alias) });
  }
  return entries;
}

/** First line with a key or quoted text; each line is looked at once. */
function lineFinder(text: string): (wanted: string) => number | undefined {
  const lines = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    const key = /^\s*["']?([A-Za-z0-9._-]{1,200})["']?\s*=/.exec(line)?.[1];
    if (key !== undefined && !lines.has(key)) lines.set(key, index + 1);
    for (const [, quoted] of line.matchAll(/["']([^"']{1,300})["']/g)) {
      if (!lines.has(quoted!)) lines.set(quoted!, index + 1);
    }
  }
  return wanted => lines.get(wanted);
}
