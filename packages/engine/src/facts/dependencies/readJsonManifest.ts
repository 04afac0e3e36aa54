import { Dependency } from './dependency';

const dependenciesLimit = 5000;

/** What a reader of one kind of manifest finds; `undefined` when the text is not of that kind. */
export type ManifestReading =
  | {
      readonly dependencies: readonly Dependency[];
      readonly unreadable?: string;
      readonly project?: string;
    }
  | undefined;

/** The dependencies of a package.json. */
export function readPackageJson(text: string): ManifestReading {
  return readGroups(text, {
    dependencies: false,
    optionalDependencies: false,
    devDependencies: true,
  });
}

/** The dependencies of a composer.json; the platform (`php`, `ext-json`) is none. */
export function readComposerJson(text: string): ManifestReading {
  const reading = readGroups(text, { require: false, 'require-dev': true });
  return (
    reading && {
      dependencies: reading.dependencies.filter(({ name }) => name.includes('/')),
    }
  );
}

function readGroups(text: string, groups: Readonly<Record<string, boolean>>): ManifestReading {
  const data = parseRecord(text);
  if (!data) return undefined;
  const lines = keyLines(text);
  const dependencies: Dependency[] = [];
  for (const [group, development] of Object.entries(groups)) {
    const listed = data[group];
    if (typeof listed !== 'object' || listed === null || Array.isArray(listed)) continue;
    for (const [name, version] of Object.entries(listed).slice(0, dependenciesLimit)) {
      const written = typeof version === 'string' ? version : undefined;
      dependencies.push({ name, version: written, development, line: lines.get(name) });
    }
  }
  return { dependencies };
}

function parseRecord(text: string): Record<string, unknown> | undefined {
  try {
    const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof data === 'object' && data !== null && !Array.isArray(data)
      ? (data as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The last line that starts with each key: dependencies stand behind scripts of the same name. */
function keyLines(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    const key = /^\s*"([^"\\]{1,214})"\s*:/.exec(line)?.[1];
    if (key !== undefined) lines.set(key, index + 1);
  }
  return lines;
}
