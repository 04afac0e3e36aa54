import { ResolvedDockerfile, Step } from '../dockerfile/resolvedDockerfile';
import { runCommands } from '../dockerfile/runCommands';

/** RUN instructions of one stage that follow each other directly, with the same mounts. */
export type RunSequence = readonly [Step, ...Step[]];

/** The sequences of the final chain; a FROM, any other instruction and other mounts end one. */
export function listRunSequences(file: ResolvedDockerfile): RunSequence[] {
  const sequences: [Step, ...Step[]][] = [];
  for (const stage of file.finalChain) {
    let open: [Step, ...Step[]] | undefined;
    for (const step of stage.steps) {
      if (step.keyword !== 'RUN') {
        open = undefined;
      } else if (open && mountsOf(open[0]) === mountsOf(step)) {
        open.push(step);
      } else {
        open = [step];
        sequences.push(open);
      }
    }
  }
  return sequences;
}

function mountsOf({ instruction }: Step): string {
  return instruction.flags
    .filter(({ name }) => name === 'mount')
    .map(({ value }) => value ?? '')
    .sort()
    .join('\n');
}

/** Whether a RUN does nothing but fetch the index of a package manager. */
export function isIndexUpdateAlone(step: Step): boolean {
  const commands = runCommands(step).filter(({ name }) => name !== 'set' && name !== 'echo');
  return (
    commands.length > 0 &&
    commands.every(
      ({ name, words }) =>
        (/^(apt|apt-get|aptitude|apk)$/.test(name) && words.includes('update')) ||
        (/^(yum|dnf|microdnf|tdnf)$/.test(name) &&
          words.some(word => word === 'makecache' || word === 'check-update')) ||
        (name === 'zypper' && words.some(word => word === 'refresh' || word === 'ref')),
    )
  );
}
