import { joinPath } from '../../repository/paths';
import { RepositoryTree } from '../../repository/repositoryTree';
import { readFlags } from '../commands/readFlags';
import { triggersWhereTrue } from '../github/narrowTriggers';
import { completeBuild, placeBuild, settlePairs, settlePlatforms } from '../image/buildFields';
import { findMetadata, inputLines } from '../image/readMetadataAction';
import {
  expand,
  expandWord,
  isSecretValue,
  settle,
  TextValue,
  valuesOfStep,
} from '../image/textValues';
import { ImageBuild, StepPlace, Trigger } from '../model/pipeline';
import { BakeField, BakeFile, BakeTarget, readBakeFile } from './bakeFile';

/** What a call of bake names. */
interface BakeCall {
  readonly files: readonly string[];
  readonly targets: readonly string[];
  /** `app.platform=linux/amd64`. */
  readonly overrides: readonly string[];
  readonly folder: string | undefined;
  readonly push: readonly Trigger[];
  readonly flags: Pick<ImageBuild, 'noCache' | 'pull' | 'provenance' | 'sbom'>;
  readonly path: string;
  readonly line?: number;
}

const defaultFiles = [
  'docker-bake.json',
  'docker-bake.override.json',
  'docker-bake.hcl',
  'docker-bake.override.hcl',
];
const inheritDepth = 8;
const targetsLimit = 50;
const none: BakeField = { texts: [], pairs: new Map() };
const valued = new Set([
  '-f',
  '--file',
  '--set',
  '--builder',
  '--metadata-file',
  '--progress',
  '--provenance',
  '--sbom',
  '--allow',
  '--call',
  '--list',
]);

/** Builds of `docker buildx bake` and docker/bake-action, one for each target. */
export function readBake(
  tree: RepositoryTree,
  place: StepPlace,
  run: ReadonlyMap<string, string>,
): ImageBuild[] {
  const command = place.command === undefined ? undefined : place.step.commands[place.command];
  const value = valuesOfStep(place, run, command);
  const call = command ? readCommand(place, value) : readAction(place, value);
  const file = readFiles(tree, call, name => {
    const found = value(`$${name}`);
    return found === undefined ? undefined : expandWord(found, value);
  });
  const unknownBuild = (reason: string) =>
    completeBuild(place, {
      tool: 'bake',
      path: call.path,
      line: call.line,
      context: { resolved: false, reason },
      file: { resolved: false, reason },
      pushTriggers: call.push,
      ...call.flags,
    });
  if (!file) {
    return [unknownBuild('the bake file could not be read')];
  }
  const metadata = findMetadata(place.step.inputs.get('files') ?? '', place, value);
  const targets = new Map(file.targets);
  if (metadata) {
    targets.set('docker-metadata-action', {
      path: call.path,
      line: call.line,
      fields: new Map([
        ['tags', { texts: metadata.tags, pairs: new Map<string, string>() }],
        ['labels', { texts: [], pairs: new Map([['*', '$']]) }],
      ]),
    });
  }
  const names = expandTargets(call.targets.length > 0 ? call.targets : ['default'], {
    ...file,
    targets,
  });
  const builds = names.slice(0, targetsLimit).map(name => toBuild({ place, call, targets, name }));
  return builds.length > 0 && names.length <= targetsLimit
    ? builds
    : [unknownBuild('the targets of bake are not known')];
}

function readCommand(place: StepPlace, value: TextValue): BakeCall {
  const command = place.step.commands[place.command!]!;
  const flags = readFlags(command.words.slice(command.words.indexOf('bake') + 1), valued);
  const all = (...names: readonly string[]) =>
    flags.values(...names).map(text => expandWord(text, value));
  return {
    files: all('-f', '--file'),
    targets: flags.rest.map(text => expandWord(text, value)),
    overrides: all('--set'),
    folder: command.folder,
    push: flags.has('--push') ? place.step.triggers : [],
    flags: {
      noCache: flags.has('--no-cache'),
      pull: flags.has('--pull'),
      provenance: all('--provenance')[0],
      sbom: all('--sbom')[0],
    },
    path: command.path,
    line: command.line,
  };
}

function readAction(place: StepPlace, value: TextValue): BakeCall {
  const { step } = place;
  const lines = (name: string) =>
    inputLines(step.inputs.get(name), value).flatMap(line => line.split(','));
  const one = (name: string) => {
    const text = step.inputs.get(name);
    return text === undefined ? undefined : expand(text, value);
  };
  const push = step.inputs.get('push');
  const folder = one('workdir') ?? one('source') ?? '.';
  return {
    files: lines('files')
      .map(file => file.replace(/^cwd:\/\//, ''))
      .filter(file => !file.includes('bake-file')),
    targets: lines('targets').map(target => target.trim()),
    overrides: inputLines(step.inputs.get('set'), value),
    folder: /[$]|^\w+:|^\{\{/.test(folder) ? '' : joinPath(folder),
    push: push === undefined ? [] : triggersWhereTrue(step.triggers, push, value),
    flags: {
      noCache: one('no-cache') === 'true',
      pull: one('pull') === 'true',
      provenance: one('provenance'),
      sbom: one('sbom'),
    },
    path: step.path,
    line: step.line,
  };
}

function readFiles(
  tree: RepositoryTree,
  { files, folder }: BakeCall,
  variable: (name: string) => string | undefined,
): BakeFile | undefined {
  const wanted = files.length > 0 ? files : defaultFiles;
  const targets = new Map<string, BakeTarget>();
  const groups = new Map<string, readonly string[]>();
  let found = false;
  for (const name of wanted.slice(0, 20)) {
    const path = folder === undefined ? undefined : joinPath(folder, name);
    const text = path === undefined ? undefined : tree.read(path);
    const file = text?.status === 'present' ? readBakeFile(path!, text.value, variable) : undefined;
    if (!file && (files.length > 0 || text?.status === 'present')) {
      return undefined;
    }
    found ||= file !== undefined;
    file?.targets.forEach((target, key) => {
      const fields = new Map([...(targets.get(key)?.fields ?? []), ...target.fields]);
      targets.set(key, { ...target, fields });
    });
    file?.groups.forEach((list, key) => groups.set(key, list));
  }
  return found ? { targets, groups } : undefined;
}

/** Names of targets, those of groups in their place. */
function expandTargets(names: readonly string[], file: BakeFile): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const waiting = [...names].reverse();
  while (waiting.length > 0) {
    const name = waiting.pop()!;
    const group = file.groups.get(name);
    if (group && !seen.has(name)) {
      seen.add(name);
      waiting.push(...[...group].reverse());
    } else if (file.targets.has(name)) {
      found.add(name);
    }
  }
  return [...found];
}

/** Fields of a target with those it inherits; the later one wins, arguments and labels are laid over each other. */
function inherited(
  name: string,
  targets: ReadonlyMap<string, BakeTarget>,
  depth = 0,
): Map<string, BakeField> {
  const target = targets.get(name);
  const merged = new Map<string, BakeField>();
  if (!target || depth > inheritDepth) {
    return merged;
  }
  const lay = (fields: ReadonlyMap<string, BakeField>) =>
    fields.forEach((field, key) => {
      const pairs = new Map([...(merged.get(key)?.pairs ?? []), ...field.pairs]);
      merged.set(key, { texts: field.texts, pairs });
    });
  (target.fields.get('inherits')?.texts ?? [])
    .slice(0, 20)
    .forEach(parent => lay(inherited(parent, targets, depth + 1)));
  lay(target.fields);
  return merged;
}

function toBuild(options: {
  readonly place: StepPlace;
  readonly call: BakeCall;
  readonly targets: ReadonlyMap<string, BakeTarget>;
  readonly name: string;
}): ImageBuild {
  const { place, call, targets, name } = options;
  const fields = inherited(name, targets);
  applyOverrides(fields, call.overrides, name);
  const texts = (key: string) => fields.get(key)?.texts ?? [];
  const pairs = settlePairs(
    [...(fields.get('args') ?? none).pairs].map(
      ([arg, raw]) => [arg, raw, isSecretValue(raw, place)] as const,
    ),
    call.line,
  );
  const pushes = [...texts('output'), ...texts('outputs')].some(text =>
    /type=registry|push=true/.test(text),
  );
  const labels = [...(fields.get('labels') ?? none).pairs].map(([key, raw]) => {
    const label = settle(raw);
    return [key, label.resolved ? label.value : undefined] as const;
  });
  const attest = texts('attest').join(' ');
  return completeBuild(place, {
    tool: 'bake',
    path: call.path,
    line: call.line,
    ...placeBuild({
      context: texts('context')[0],
      file: texts('dockerfile')[0],
      base: call.folder,
      fileBase: 'context',
    }),
    target: settle(texts('target')[0]),
    buildArgs: pairs.values,
    secretArgs: pairs.secrets,
    tags: texts('tags'),
    labels: new Map(labels),
    platforms: settlePlatforms(texts('platforms')),
    pushTriggers: pushes ? place.step.triggers : call.push,
    cacheFrom: texts('cache-from'),
    cacheTo: texts('cache-to'),
    noCache: call.flags.noCache || texts('no-cache')[0] === 'true',
    pull: call.flags.pull || texts('pull')[0] === 'true',
    provenance: call.flags.provenance ?? (attest.includes('type=provenance') ? attest : undefined),
    sbom: call.flags.sbom ?? (attest.includes('type=sbom') ? 'true' : undefined),
  });
}

/** `*.platform=linux/amd64`, `app.args.VERSION=1`. */
function applyOverrides(
  fields: Map<string, BakeField>,
  overrides: readonly string[],
  name: string,
): void {
  const first = new Set<string>();
  for (const text of overrides.slice(0, 100)) {
    const [, target, written, sub, value] =
      /^([^.=]+)\.([\w-]+)(?:\.([^=]+))?\+?=(.*)$/.exec(text) ?? [];
    const key = written === 'platform' ? 'platforms' : written;
    if (key === undefined || (target !== '*' && target !== name)) {
      continue;
    }
    const old = fields.get(key) ?? none;
    const texts = first.has(key) ? old.texts : [];
    first.add(key);
    fields.set(
      key,
      sub === undefined
        ? { pairs: old.pairs, texts: [...texts, value ?? ''] }
        : { texts: old.texts, pairs: new Map([...old.pairs, [sub, value ?? '']]) },
    );
  }
}
