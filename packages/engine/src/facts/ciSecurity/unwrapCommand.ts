import { commandWrappers } from '../../data/ciTools';
import { baseName } from '../script/shellCommands';
import { cutAfterSlash } from '../repository/cutAfterSlash';

/** A command without what only starts it. */
export interface PlainCommand {
  readonly name: string;
  /** The name as written and the arguments. */
  readonly words: readonly string[];
  /** The image, without tag, of a command that runs in a container. */
  readonly image?: string;
}

const containerFlags = new Set(
  (
    '--rm -i -t -it -ti --interactive --tty -d --detach --privileged --init --read-only --no-healthcheck -P -q --quiet ' +
    '--publish-all --oom-kill-disable --sig-proxy'
  ).split(' '),
);
/** By their first word, in the order of the table. */
const wrappers = new Map<string, string[][]>();
for (const parts of commandWrappers.map(wrapper => wrapper.split(' '))) {
  wrappers.set(parts[0]!, [...(wrappers.get(parts[0]!) ?? []), parts]);
}
const depthLimit = 4;
/** Many checks ask the same of each command of a pipeline, whose words never change. */
const known = new WeakMap<readonly string[], PlainCommand>();

/**
 * `npx x`, `poetry run x`, `timeout 5m x`, `find … -exec x`, `docker run image x`: what really runs.
 */
export function unwrapCommand(words: readonly string[]): PlainCommand {
  let plain = known.get(words);
  if (!plain) {
    plain = unwrap(words, 0);
    known.set(words, plain);
  }
  return plain;
}

function unwrap(words: readonly string[], depth: number): PlainCommand {
  const name = baseName(words[0] ?? '');
  const plain = { name, words };
  if (depth >= depthLimit) return plain;
  if (/^(docker|podman|nerdctl|finch)$/.test(name)) {
    const run = words[1] === 'container' ? 2 : 1;
    return words[run] === 'run' ? readContainer(words.slice(run + 1)) : plain;
  }
  if (name === 'find') {
    const exec = words.findIndex(word => /^-(exec|execdir|ok)$/.test(word));
    return exec > 0 ? unwrap(words.slice(exec + 1), depth + 1) : plain;
  }
  const wrapper = wrappers
    .get(name)
    ?.find(parts => parts.every((part, i) => i === 0 || words[i] === part));
  if (!wrapper) return plain;
  let at = wrapper.length;
  // Options of the wrapper; `-n 1`, `-I {}`, `-p package` have a value, as has the time of `timeout`.
  while (words[at]?.startsWith('-')) at += /^-([nIiLPpsk]|-package)$/.test(words[at]!) ? 2 : 1;
  if (wrapper[0] === 'timeout' || /^\d+[smh]?$/.test(words[at] ?? '')) at++;
  const rest = words.slice(at);
  // `npx trivy@1` and `mise x trivy@1 -- trivy`.
  const marker = rest.indexOf('--');
  const inner = /^(mise|asdf)$/.test(name) && marker >= 0 ? rest.slice(marker + 1) : rest;
  const [first = '', ...others] = inner;
  return first === '' ? plain : unwrap([first.replace(/(.)@[^/@]*$/, '$1'), ...others], depth + 1);
}

function readContainer(words: readonly string[]): PlainCommand {
  let at = 0;
  let entrypoint: string | undefined;
  while (at < words.length && words[at]!.startsWith('-')) {
    const word = words[at]!;
    const equals = word.indexOf('=');
    const value = equals > 0 ? word.slice(equals + 1) : words[at + 1];
    if (word === '--entrypoint' || word.startsWith('--entrypoint=')) entrypoint = value;
    at += equals > 0 || containerFlags.has(word) ? 1 : 2;
  }
  const image = repositoryOf(words[at] ?? '');
  const args = words.slice(at + 1);
  const name = entrypoint !== undefined && entrypoint !== '' ? entrypoint : baseName(image);
  const starts = baseName(args[0] ?? '') === baseName(name);
  return { name: baseName(name), words: starts ? args : [name, ...args], image };
}

/** An image name without tag and digest. */
export function repositoryOf(reference: string): string {
  return cutAfterSlash(reference, '@').replace(/:[^/:]*$/, '');
}
