import { Finding } from '../../contract/verdict';
import { ResolvedDockerfile, Step } from '../dockerfile/resolvedDockerfile';

/** Every instruction that makes the image that ships, oldest first. */
export function finalSteps(file: ResolvedDockerfile): readonly Step[] {
  return file.finalChain.flatMap(stage => stage.steps);
}

/** A finding at an instruction. */
export function findingAt(file: ResolvedDockerfile, step: Step, message: string): Finding {
  return { message, path: file.path, line: step.line };
}

/** The known sources of a COPY or ADD. */
export function sourcesOf(step: Step): string[] {
  return step.sources.flatMap(source => (source.resolved && source.value ? [source.value] : []));
}

/** The destination of a COPY or ADD, empty when it is not known. */
export function destinationOf(step: Step): string {
  return step.destination?.resolved ? (step.destination.value ?? '') : '';
}

/** Whether a step brings files. */
export function copies(step: Step): boolean {
  return step.keyword === 'COPY' || step.keyword === 'ADD';
}
