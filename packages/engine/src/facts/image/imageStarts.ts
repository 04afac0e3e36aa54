import { defineFact } from '../../contract/fact';
import { absent, present } from '../../contract/observation';
import { deployment } from '../deployment/deployment';
import { OwnContainer } from '../deployment/ownContainer';
import { joinPath } from '../repository/paths';
import { readPackageScripts } from '../repository/packageScripts';
import { RepositoryTree, repositoryTree } from '../repository/repositoryTree';
import { classifyStart, StartReading } from '../script/classifyStart';
import { findScript } from '../script/findScript';
import { baseName, findLastCommand } from '../script/shellCommands';
import { ImageConfig, SourceLocation, StartCommand } from './imageConfig';
import { imageConfigs } from './imageConfigs';
import { ImageStart } from './imageStart';
import { ImageUnit } from './imageUnit';
import { imageUnits } from './imageUnits';

type Words =
  | {
      readonly words: readonly string[];
      readonly location: SourceLocation;
      readonly handsOver: boolean;
    }
  | { readonly unknown: string; readonly location: SourceLocation };

/** @public */
export const imageStarts = defineFact<readonly ImageStart[]>({
  id: 'image-starts',
  description: 'What becomes process 1: the command of the deploy descriptor, else of the image.',
  derive: (_input, read) => {
    const units = read(imageUnits);
    const configs = read(imageConfigs);
    const tree = read(repositoryTree);
    const deployed = read(deployment);
    const containers = deployed.status === 'present' ? deployed.value.ownContainers : [];
    if (units.status === 'absent' && tree.status === 'present' && containers.length > 0) {
      return present(containers.map(container => startOfForeign(container, tree.value)));
    }
    if (units.status !== 'present' || configs.status !== 'present' || tree.status !== 'present') {
      return units.status === 'unavailable' ? units : absent();
    }
    const unread = deployed.status === 'present' ? deployed.value.unread : [];
    const all = { units: units.value, tree: tree.value };
    const starts: ImageStart[] = [];
    for (const config of configs.value) {
      const context = { ...all, config };
      // With one image, every own container runs it; with several, those that a descriptor builds from it.
      const unit = units.value.find(({ name }) => name === config.unit);
      const own =
        units.value.length === 1
          ? containers
          : containers.filter(c => c.dockerfile !== undefined && c.dockerfile === unit?.path);
      const asBuilt = own.filter(c => !overrides(c));
      if (own.length === 0 || asBuilt.length > 0) {
        starts.push(toStart(context, config.unit, wordsOf(config, undefined)));
      }
      own
        .filter(overrides)
        .forEach(c => starts.push(ofContainer(c, toStart(context, c.unit, wordsOf(config, c)))));
    }
    if (units.value.length > 1) {
      containers
        .filter(c => !units.value.some(({ path }) => path === c.dockerfile))
        .filter(c => c.command.resolved && c.command.value !== undefined)
        .forEach(c =>
          starts.push(
            ofContainer(c, toStart({ ...all, config: undefined }, c.unit, wordsOf(undefined, c))),
          ),
        );
    }
    const [first] = unread;
    return present(
      first === undefined ? starts : starts.map(start => mayBeReplaced(start, first.reason)),
    );
  },
});

function ofContainer({ workloadKind }: OwnContainer, start: ImageStart): ImageStart {
  return { ...start, workloadKind };
}

/** What starts in a container whose image is built elsewhere: only a descriptor can say it here. */
function startOfForeign(container: OwnContainer, tree: RepositoryTree): ImageStart {
  const { command, unit, path, line } = container;
  const isWritten = !command.resolved || command.value !== undefined;
  const words: Words = isWritten
    ? wordsOf(undefined, container)
    : { unknown: 'its image is built elsewhere', location: { path, line } };
  return ofContainer(container, toStart({ units: [], tree, config: undefined }, unit, words));
}

/** A descriptor that nobody has read may replace the command: what is wrong in the image may be mended there. */
function mayBeReplaced(start: ImageStart, reason: string): ImageStart {
  return { ...start, unreadDescriptor: reason };
}

function overrides({ command, args }: OwnContainer): boolean {
  return (
    !command.resolved || !args.resolved || command.value !== undefined || args.value !== undefined
  );
}

function wordsOf(config: ImageConfig | undefined, container: OwnContainer | undefined): Words {
  const place: SourceLocation = container
    ? { path: container.path, line: container.line }
    : { path: config!.userLocation?.path ?? config!.unit };
  if (container && !container.command.resolved) {
    return { unknown: container.command.reason, location: place };
  }
  if (container && !container.args.resolved) {
    return { unknown: container.args.reason, location: place };
  }
  const command = container?.command.resolved ? container.command.value : undefined;
  const args = container?.args.resolved ? container.args.value : undefined;
  if (command !== undefined) {
    return { words: [...command, ...(args ?? [])], location: place, handsOver: false };
  }
  return joinStart(config!, args, place);
}

/** ENTRYPOINT and CMD (or the arguments that replace CMD) as the runtime joins them. */
function joinStart(
  config: ImageConfig,
  args: readonly string[] | undefined,
  place: SourceLocation,
): Words {
  const { entrypoint, cmd } = config;
  const first = entrypoint.resolved ? entrypoint.value : undefined;
  const own = cmd.resolved ? cmd.value : undefined;
  const second: StartCommand | undefined = args
    ? { words: args, form: 'exec', location: place, inherited: false }
    : own;
  const location = second?.location ?? first?.location ?? place;
  if (!entrypoint.resolved && (!second || second.inherited)) {
    return { unknown: entrypoint.reason, location };
  }
  if (second?.form === 'shell' && config.shell === 'none') {
    // Whatever it is handed to, there is no shell to read it.
    return { words: second.words, location, handsOver: false };
  }
  if (first?.form === 'shell') {
    return { words: first.words, location: first.location ?? place, handsOver: false };
  }
  if (first && !first.inherited && !first.handsOver && first.location) {
    return {
      words: [...first.words, ...(second?.words ?? [])],
      location: first.location,
      handsOver: false,
    };
  }
  if (first?.handsOver && second) {
    return { words: second.words, location, handsOver: true };
  }
  if (!second && !cmd.resolved && !first) {
    return { unknown: cmd.reason, location };
  }
  return {
    words: [...(first?.words ?? []), ...(second?.words ?? [])],
    location,
    handsOver: first?.handsOver === true,
  };
}

/** The file that is started, which may be a script: also as the last command of `sh -c`. */
function startedFile(reading: StartReading): string | undefined {
  switch (reading.kind) {
    case 'program':
      return reading.words[0];
    case 'shell-script':
      return reading.path;
    case 'shell': {
      const inner = classifyStart(findLastCommand(reading.text)?.command?.words ?? []);
      return inner.kind === 'shell' ? undefined : startedFile(inner);
    }
    default:
      return undefined;
  }
}

function toStart(
  context: {
    readonly units: readonly ImageUnit[];
    readonly tree: RepositoryTree;
    readonly config: ImageConfig | undefined;
  },
  unit: string,
  words: Words,
): ImageStart {
  const { units, tree, config } = context;
  const image = units.find(({ name }) => name === config?.unit);
  const base = {
    unit,
    location: words.location,
    shell: config?.shell ?? ('unknown' as const),
    windows: config?.windows === true,
  };
  if ('unknown' in words) {
    return {
      ...base,
      start: { kind: 'unknown', code: 'unresolved-variable', reason: words.unknown },
    };
  }
  const reading = classifyStart(words.words);
  const command = startedFile(reading);
  const dockerfile = image?.dockerfile.status === 'present' ? image.dockerfile.value : undefined;
  const find = (name: string | undefined) =>
    name === undefined
      ? undefined
      : {
          ...findScript({ command: name, dockerfile, context: image?.context, tree }),
          command: name,
        };
  const script = find(command);
  const own = words.words.findIndex(word => baseName(word) === baseName(command ?? ''));
  const rest = own < 0 || script?.status !== 'found' ? [] : words.words.slice(own + 1);
  const folder = image?.context.kind === 'folder' ? image.context.path : '';
  const manifest = tree.read(joinPath(folder, 'package.json') ?? 'package.json');
  return {
    ...base,
    start: {
      kind: 'known',
      reading,
      words: words.words,
      behindParentScript: words.handsOver,
      script,
      next: find(startedFile(classifyStart(rest))),
    },
    packageScripts: manifest.status === 'present' ? readPackageScripts(manifest.value) : undefined,
  };
}
