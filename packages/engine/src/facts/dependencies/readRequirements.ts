import { Observation } from '../../contract/observation';
import { folderOf, joinPath } from '../repository/paths';
import { Dependency } from './dependency';
import { pythonName, readRequirement } from './pythonName';
import { ManifestReading } from './readJsonManifest';

const filesLimit = 30;
const linesLimit = 5000;

/** The text of another file of the repository. */
export type ReadText = (path: string) => Observation<string>;

/**
 * The requirements of a pip file. What it includes with `-r` counts as its own, and a constraint file (`-c`) gives the
 * version of those that name none.
 */
export function readRequirements(options: {
  readonly path: string;
  readonly text: string;
  readonly development: boolean;
  readonly read: ReadText;
}): NonNullable<ManifestReading> {
  const { path, text, development, read } = options;
  const found: Dependency[] = [];
  const constraints = new Map<string, string>();
  const seen = new Set([path]);
  let unreadable: string | undefined;
  const visit = (file: string, content: string, from: number | undefined, limits: boolean) => {
    for (const { text: raw, line } of joinLines(content)) {
      const include = /^(?:-r|--requirement|-c|--constraint)[ \t=]*(\S+)/.exec(raw);
      if (include) {
        const target = joinPath(folderOf(file), include[1]!);
        if (target === undefined || seen.has(target)) continue;
        seen.add(target);
        const other = seen.size > filesLimit ? undefined : read(target);
        if (other?.status === 'present') {
          visit(target, other.value, from ?? line, limits || /^(-c|--c)/.test(raw));
        } else {
          unreadable ??= `${file}:${line} includes ${target}, which cannot be read.`;
        }
        continue;
      }
      const requirement = readLine(raw);
      if (!requirement) continue;
      if (limits) {
        if (requirement.version) constraints.set(requirement.name, requirement.version);
      } else {
        found.push({ ...requirement, development, line: from ?? line });
      }
    }
  };
  visit(path, text, undefined, false);
  const dependencies = found.map(dependency => ({
    ...dependency,
    version: dependency.version ?? constraints.get(dependency.name),
  }));
  return { dependencies, unreadable };
}

/** Lines with comments dropped and continuation lines joined. */
function joinLines(text: string): { text: string; line: number }[] {
  const joined: { text: string; line: number }[] = [];
  let open = false;
  for (const [index, raw] of text.split(/\r?\n/).slice(0, linesLimit).entries()) {
    const content = raw.replace(/(^|[ \t])#.*/s, '').trim();
    const goesOn = content.endsWith('\\');
    const part = goesOn ? content.slice(0, -1).trim() : content;
    const last = joined.at(-1);
    if (open && last) {
      last.text = `${last.text} ${part}`;
    } else if (part !== '') {
      joined.push({ text: part, line: index + 1 });
    }
    open = goesOn;
  }
  return joined;
}

function readLine(line: string): { name: string; version?: string } | undefined {
  if (/^(-e|--editable)[ \t=]/.test(line) || /^(git|hg|svn|bzr)\+|^https?:\/\//.test(line)) {
    const egg = /[#&]egg=([A-Za-z0-9._-]+)/.exec(line)?.[1];
    const url = line.replace(/^(-e|--editable)[ \t=]*/, '').split(/\s/)[0]!;
    if (!/:\/\//.test(url)) return undefined;
    const name =
      egg ??
      url
        .replace(/[@#].*/s, '')
        .replace(/\/$/, '')
        .replace(/^.*\//, '');
    return { name: pythonName(name.replace(/\.git$/, '')), version: url };
  }
  if (line.startsWith('-') || /^[./]/.test(line)) return undefined;
  return readRequirement(line.replace(/[ \t]--(hash|config-settings|global-option).*$/, ''));
}
