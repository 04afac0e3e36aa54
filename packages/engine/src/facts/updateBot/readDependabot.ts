import { isMap, isScalar, isSeq, YAMLMap } from 'yaml';
import { matchesPattern } from '../matchesPattern';
import { folderOf } from '../repository/paths';
import { readYaml } from '../repository/readYaml';
import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { matchesGlob } from './matchesGlob';
import { BotAnswer, UpdateBot } from './updateBot';

/** One entry of `updates` for Dockerfiles. */
interface DockerEntry {
  readonly folders: readonly string[];
  readonly excluded: readonly string[];
  readonly limit?: number;
  /** Names it leaves alone whatever the version. */
  readonly ignored: readonly string[];
  /** Names it looks at; empty for all. */
  readonly allowed: readonly string[];
  readonly line?: number;
}

const entriesLimit = 500;
/** Dependabot looks at the files of a folder whose name says so, whatever stands around the word. */
const dockerfileName = /(docker|container)file/i;

/**
 * Reads a `dependabot.yml` of version 2. `undefined` when it is none that Dependabot would accept.
 */
export function readDependabot(path: string, text: string): UpdateBot | undefined {
  const file = readYaml(text);
  const root = file?.document.contents;
  if (!file || !isMap(root) || String(root.get('version')) !== '2') return undefined;
  const updates = root.get('updates');
  if (!isSeq(updates)) return undefined;
  const entries = updates.items
    .slice(0, entriesLimit)
    .filter((item): item is YAMLMap => isMap(item) && item.get('package-ecosystem') === 'docker')
    .map(item => readEntry(item, file.lineOf(item.range?.[0])));
  const first = file.lineOf(updates.range?.[0]);
  const answer = (value: BotAnswer['answer'], reason: string, line = first): BotAnswer => ({
    answer: value,
    reason,
    path,
    line,
  });
  return {
    name: 'Dependabot',
    path,
    covers: dockerfile => covers(entries, dockerfile, answer),
    merges: () => answer('no', 'Dependabot proposes updates and does not merge them itself.'),
  };
}

function covers(
  entries: readonly DockerEntry[],
  dockerfile: ResolvedDockerfile,
  answer: (value: BotAnswer['answer'], reason: string, line?: number) => BotAnswer,
): BotAnswer {
  const { path, references } = dockerfile;
  if (entries.length === 0) return answer('no', 'Dependabot has no entry for docker.');
  const folder = folderOf(path);
  const own = entries.filter(
    ({ folders, excluded }) =>
      folders.some(pattern => matchesFolder(pattern, folder)) &&
      !excluded.some(glob => matchesGlob(glob, path)),
  );
  if (own.length === 0 || !dockerfileName.test(path.slice(path.lastIndexOf('/') + 1))) {
    const reason = `No docker entry of Dependabot covers ${path}: its directory is /${folder}.`;
    return answer('no', reason, entries[0]!.line);
  }
  const active = own.filter(entry => entry.limit !== 0);
  if (active.length === 0) {
    const reason = 'open-pull-requests-limit: 0 switches the docker updates of Dependabot off.';
    return answer('no', reason, own[0]!.line);
  }
  const parents = references.filter(({ role, inFinalChain }) => role === 'from' && inFinalChain);
  const stuck = parents.map(parent => reasonToStay(parent, dockerfile)).find(Boolean);
  if (stuck !== undefined) return answer('no', stuck, active[0]!.line);
  const names = (parents.length > 0 ? parents : references).flatMap(({ source }) =>
    source.kind === 'image' ? [source.image.path.replace(/^library\//, '')] : [],
  );
  const updates = active.find(({ ignored, allowed }) =>
    names.every(
      name =>
        !ignored.some(pattern => matchesPattern(pattern, name)) &&
        (allowed.length === 0 || allowed.some(pattern => matchesPattern(pattern, name))),
    ),
  );
  return updates
    ? answer('yes', `Dependabot updates the images of ${path}.`, updates.line)
    : answer('no', `Dependabot is told not to update the parent of ${path}.`, active[0]!.line);
}

/** Why Dependabot sees no newer version of a parent although it looks at the file. */
function reasonToStay(
  { source, stage }: ResolvedDockerfile['references'][number],
  { stages }: ResolvedDockerfile,
): string | undefined {
  const written = stages[stage]?.written ?? '';
  if (written.includes('$')) {
    return `Dependabot does not follow arguments into FROM: ${written.slice(0, 100)}.`;
  }
  // An ending is part of what it compares: every release with a number of its own there stands alone.
  const ending = source.kind === 'image' ? /-r\d+$/.exec(source.image.tag ?? '')?.[0] : undefined;
  return ending === undefined
    ? undefined
    : `Dependabot compares only tags with the same ending, and ${ending} belongs to one release: ${written.slice(0, 150)}.`;
}

/** `directory` is one folder; `directories` may hold globs. A leading slash is the root. */
function matchesFolder(pattern: string, folder: string): boolean {
  const plain = pattern.replace(/^\.?\/+/, '').replace(/(?<!\/)\/+$/, '');
  if (plain === '.' || plain === '') return folder === '';
  return matchesGlob(plain, folder) || (plain.endsWith('/**') && folder === plain.slice(0, -3));
}

function readEntry(item: YAMLMap, line: number | undefined): DockerEntry {
  const directory = textOf(item.get('directory'));
  const limit = Number(textOf(item.get('open-pull-requests-limit')) ?? NaN);
  return {
    folders: [...(directory === undefined ? [] : [directory]), ...listOf(item.get('directories'))],
    excluded: listOf(item.get('exclude-paths')),
    limit: Number.isNaN(limit) ? undefined : limit,
    ignored: namesOf(
      item.get('ignore'),
      rule => !rule.has('versions') && !rule.has('update-types'),
    ),
    allowed: namesOf(item.get('allow'), () => true),
    line,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function listOf(value: unknown): string[] {
  return (isSeq(value) ? value.items : []).flatMap(item =>
    isScalar(item) && typeof item.value === 'string' ? [item.value] : [],
  );
}

function namesOf(value: unknown, counts: (rule: YAMLMap) => boolean): string[] {
  return (isSeq(value) ? value.items : [])
    .filter((rule): rule is YAMLMap => isMap(rule) && counts(rule))
    .flatMap(rule => textOf(rule.get('dependency-name')) ?? []);
}
