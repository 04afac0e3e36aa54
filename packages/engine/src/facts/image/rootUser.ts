import { OwnContainer } from '../deployment/ownContainer';
import { runCommands } from '../dockerfile/runCommands';
import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';

/** Empty, `root`, and any spelling of 0. @public */
export function isRootUser(user: string): boolean {
  const name = user.trim().toLowerCase();
  return name === '' || name === 'root' || /^[+-]?(0x)?0+$/.test(name);
}

/**
 * The line of the final chain that creates the named user with the id of root (`-u 0`, or `-o` for a shared id).
 *
 * @public
 */
export function findRootAlias(file: ResolvedDockerfile, user: string): number | undefined {
  for (const step of file.finalChain.flatMap(stage => stage.steps)) {
    if (step.keyword !== 'RUN') {
      continue;
    }
    for (const { name, words } of runCommands(step)) {
      const creates = (name === 'useradd' || name === 'adduser') && words.at(-1) === user;
      if (creates && words.some((word, i) => hasRootId(word, words[i + 1]))) {
        return step.line;
      }
    }
  }
  return undefined;
}

function hasRootId(word: string, next: string | undefined): boolean {
  return (
    word === '-o' ||
    word === '--non-unique' ||
    /^(-u0+|--uid=0+)$/.test(word) ||
    ((word === '-u' || word === '--uid') && /^0+$/.test(next ?? ''))
  );
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
