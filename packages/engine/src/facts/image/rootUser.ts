import { OwnContainer } from '../deployment/ownContainer';
import { runCommands, runText } from '../dockerfile/runCommands';
import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';

/** Empty, `root`, and any spelling of 0. @public */
export function isRootUser(user: string): boolean {
  const name = user.trim().toLowerCase();
  return name === '' || name === 'root' || /^[+-]?(0x)?0+$/.test(name);
}

const accountTools = new Set(['useradd', 'adduser', 'usermod']);

/**
 * The line of the final chain that gives the named user the id of root: `useradd` and its like with `-u 0` or `-o` (a
 * shared id), or a line for /etc/passwd.
 *
 * @public
 */
export function findRootAlias(file: ResolvedDockerfile, user: string): number | undefined {
  for (const step of file.finalChain.flatMap(stage => stage.steps)) {
    if (step.keyword !== 'RUN') {
      continue;
    }
    if (writesRootAccount(runText(step), user)) {
      return step.line;
    }
    for (const { name, words } of runCommands(step)) {
      const names = accountTools.has(name) && words.slice(1).includes(user);
      if (names && words.some((word, i) => hasRootId(word, words[i + 1]))) {
        return step.line;
      }
    }
  }
  return undefined;
}

/** Whether a text holds the line `name:x:0:` of /etc/passwd. */
function writesRootAccount(text: string, user: string): boolean {
  return text
    .split(`${user}:`)
    .some((rest, i, parts) => i > 0 && !/[\w.-]$/.test(parts[i - 1]!) && /^[^:\s]*:0+:/.test(rest));
}

function hasRootId(word: string, next: string | undefined): boolean {
  // Short options may be written as one word: `-ou 0`, `-rou0`.
  return (
    /^-[A-Za-z]*o/.test(word) ||
    word === '--non-unique' ||
    /^(-[A-Za-z]*u0+|--uid=0+)$/.test(word) ||
    (/^(-[A-Za-z]*u|--uid)$/.test(word) && /^0+$/.test(next ?? ''))
  );
}

/**
 * Why it is not known whether the containers enforce another user: those that say a user enforce one, and at least one
 * leaves it open.
 *
 * @public
 */
export function findOpenUser(containers: readonly OwnContainer[]): string | undefined {
  const open = containers.filter(({ runAsUser }) => !runAsUser.resolved);
  const others = containers.filter(({ runAsUser }) => runAsUser.resolved);
  const [first] = open;
  return first && !first.runAsUser.resolved && others.every(runsAsNonRoot)
    ? first.runAsUser.reason
    : undefined;
}

/**
 * Whether a container enforces a user that is not root, whatever the image says: a numeric user above 0 (Kubernetes), or
 * a user other than root (ECS).
 *
 * @public
 */
export function runsAsNonRoot({ runAsUser, platform }: OwnContainer): boolean {
  if (!runAsUser.resolved || runAsUser.value === undefined) {
    return false;
  }
  const user = String(runAsUser.value).split(':')[0]!;
  return platform === 'kubernetes' ? /^\d+$/.test(user) && Number(user) > 0 : !isRootUser(user);
}
