import { resolved, Resolved, unresolved } from '../resolved';
import { joinPath } from '../repository/paths';
import { ShellCommand } from '../script/shellCommands';
import { CiBuild } from './ciBuild';

const valueFlags = new Set(
  (
    '-f --file -t --tag --target --build-arg --label --platform --secret --ssh --cache-from --cache-to --output -o ' +
    '--progress --network --add-host --build-context --builder --iidfile --metadata-file --provenance --sbom --attest ' +
    '--shm-size --ulimit --memory -m --cpuset-cpus --isolation --format --layers-max --annotation --allow --cgroup-parent --arch --os'
  ).split(' '),
);

/** @public */
export interface BuildCommandOptions {
  readonly path: string;
  readonly line?: number;
  /** Folder the command runs in; `undefined` when it is not known. */
  readonly folder: string | undefined;
  /** Value of an environment variable, when it is a literal. */
  readonly variable: (name: string) => string | undefined;
  readonly isSecret: (name: string) => boolean;
}

/**
 * Reads `docker build`, `docker buildx build`, `podman build` and `buildah build`; `undefined` for any other command.
 *
 * @public
 */
export function readBuildCommand(
  command: ShellCommand,
  options: BuildCommandOptions,
): CiBuild | undefined {
  const start = findBuildArguments(command);
  if (start < 0) {
    return undefined;
  }
  const values = new Map<string, string[]>();
  const rest: string[] = [];
  const flags = new Set<string>();
  const words = command.words.slice(start);
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const name = equals < 0 ? word : word.slice(0, equals);
    if (!word.startsWith('-') || word === '-') {
      rest.push(word);
    } else if (equals >= 0 || valueFlags.has(name)) {
      const value = equals >= 0 ? word.slice(equals + 1) : (words[++i] ?? '');
      const key = name === '-f' ? '--file' : name;
      values.set(key, [...(values.get(key) ?? []), value]);
    } else {
      flags.add(name);
    }
  }
  const read = (text: string) => substitute(text, options.variable);
  const context = read(rest[0] ?? '.');
  const remote = context.resolved && /^(https?:|git@|git:|ssh:)|^-$/.test(context.value ?? '');
  const folder = inFolder(context, options.folder);
  const file = values.get('--file')?.[0];
  const target = values.get('--target')?.[0];
  const buildArgs = new Map<string, string | undefined>();
  const secretArgs = new Map<string, number | undefined>();
  for (const text of values.get('--build-arg') ?? []) {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    const raw = equals < 0 ? `$${name}` : text.slice(equals + 1);
    const value = read(raw);
    buildArgs.set(name, value.resolved ? value.value : undefined);
    if (variablesIn(raw).some(options.isSecret) || /\$\{\{[^}]*\bsecrets\./.test(raw)) {
      secretArgs.set(name, options.line);
    }
  }
  const labels = new Map<string, string | undefined>();
  for (const text of values.get('--label') ?? []) {
    const equals = text.indexOf('=');
    const value = read(equals < 0 ? '' : text.slice(equals + 1));
    labels.set(equals < 0 ? text : text.slice(0, equals), value.resolved ? value.value : undefined);
  }
  return {
    path: options.path,
    line: options.line,
    context: remote ? context : folder,
    remoteContext: remote,
    file: file === undefined ? defaultFile(folder) : inFolder(read(file), options.folder),
    target: target === undefined ? resolved(undefined) : read(target),
    buildArgs,
    secretArgs,
    labels,
    tags: [...(values.get('-t') ?? []), ...(values.get('--tag') ?? [])],
    pushes:
      flags.has('--push') || (values.get('--output') ?? []).some(o => o.includes('push=true')),
  };
}

function findBuildArguments({ name, words }: ShellCommand): number {
  if (!['docker', 'podman', 'buildah', 'nerdctl'].includes(name)) {
    return -1;
  }
  const verbs = words.slice(1, 6).filter(word => !word.startsWith('-'));
  const [first, second] = verbs;
  const plain = first === 'build' || (name === 'buildah' && first === 'bud');
  const nested =
    (first === 'buildx' || first === 'image' || first === 'builder') && second === 'build';
  if (!plain && !nested) {
    return -1;
  }
  return words.indexOf(nested ? 'build' : first!) + 1;
}

/** `Dockerfile` in the context folder. */
export function defaultFile(folder: Resolved<string>): Resolved<string> {
  return folder.resolved ? resolved(joinPath(folder.value ?? '', 'Dockerfile')) : folder;
}

export function inFolder(value: Resolved<string>, folder: string | undefined): Resolved<string> {
  if (!value.resolved) {
    return value;
  }
  if (folder === undefined) {
    return unresolved('the working folder of the pipeline step is not known');
  }
  const path = joinPath(folder, value.value ?? '');
  return path === undefined ? unresolved('the path leaves the repository') : resolved(path);
}

export function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$\{?([A-Za-z_][A-Za-z0-9_]*)/g)].map(match => match[1]!);
}

/** Replaces literal environment variables; anything else with `$` is only known when the pipeline runs. */
export function substitute(
  text: string,
  variable: (name: string) => string | undefined,
): Resolved<string> {
  const limited = text.slice(0, 4096);
  const value = limited.replace(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g, (whole, a, b) => {
    return variable((a ?? b) as string) ?? whole;
  });
  return value.includes('$') || value.includes('`')
    ? unresolved(`"${limited.slice(0, 80)}" is only known when the pipeline runs`)
    : resolved(value);
}
