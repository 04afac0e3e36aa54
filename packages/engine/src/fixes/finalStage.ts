import { Instruction } from '../facts/dockerfile/dockerfile';
import { Step } from '../facts/dockerfile/resolvedDockerfile';
import { FixContext } from './fix';

/** Instructions that only describe the image: a USER before them changes nothing else. */
const descriptive = new Set(
  'CMD ENTRYPOINT EXPOSE HEALTHCHECK LABEL STOPSIGNAL ENV VOLUME ONBUILD'.split(' '),
);

/** Steps of the stage that is shipped, in order. */
export function finalSteps({ resolved }: FixContext): readonly Step[] {
  return resolved.finalChain.at(-1)?.steps ?? [];
}

/** Last line of the shipped stage: of its last instruction, or of its FROM. */
export function lastLine(context: FixContext): number {
  const last = finalSteps(context).at(-1)?.instruction;
  if (last) return last.endLine;
  const line = context.resolved.finalChain.at(-1)?.line ?? 1;
  return (
    context.written.instructions.find(instruction => instruction.line === line)?.endLine ?? line
  );
}

/**
 * The line before which something that describes the image can be inserted: behind the last instruction that builds, and
 * before the first comment that belongs to what follows.
 */
export function lineBeforeDescription(context: FixContext): number {
  const steps = finalSteps(context);
  let first: Instruction | undefined;
  for (const { instruction } of [...steps].reverse()) {
    if (!descriptive.has(instruction.keyword)) break;
    first = instruction;
  }
  if (!first) return lastLine(context) + 1;
  let line = first.line;
  while (line > 1 && /^\s*#/.test(context.lines[line - 2] ?? '')) line--;
  return line;
}
