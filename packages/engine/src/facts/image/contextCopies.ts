import { Step, ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { MatchBudget, matchesIgnorePattern } from '../repository/ignorePatterns';
import { joinPath } from '../repository/paths';

/**
 * One source of a COPY or ADD that reads the build context.
 *
 * @public
 */
export interface ContextCopy {
  /** Pattern relative to the context; empty for the whole context. `undefined` when it is not known. */
  readonly source: string | undefined;
  readonly written: string;
  readonly excludes: readonly string[];
  readonly inFinalChain: boolean;
  readonly line: number;
}

/**
 * What the stages of a Dockerfile copy from the context. URLs, Git sources and other stages are none.
 *
 * @public
 */
export function listContextCopies(file: ResolvedDockerfile): ContextCopy[] {
  return file.stages.flatMap(stage =>
    stage.steps
      .filter(step => (step.keyword === 'COPY' || step.keyword === 'ADD') && !step.from)
      .flatMap(step => sourcesOf(step, file.finalChain.includes(stage))),
  );
}

function sourcesOf(step: Step, inFinalChain: boolean): ContextCopy[] {
  const excludes = step.instruction.flags
    .filter(flag => flag.name === 'exclude')
    .map(flag => flag.value ?? '');
  return step.sources.flatMap((source): ContextCopy[] => {
    if (!source.resolved) {
      return [
        { source: undefined, written: source.reason, excludes, inFinalChain, line: step.line },
      ];
    }
    const written = source.value ?? '';
    if (/^[a-z+]+:\/\/|^git@/i.test(written)) {
      return [];
    }
    // A path that leaves the context cannot: Docker stops at its root.
    const path = joinPath(written.replace(/^(\.\.\/)+/, '')) ?? '';
    const everything = path === '' || path === '*' || path === '**';
    return [{ source: everything ? '' : path, written, excludes, inFinalChain, line: step.line }];
  });
}

/** Whether a copy brings a file of the context, ignore file aside. @public */
export function copiesPath(copy: ContextCopy, path: string, budget: MatchBudget): boolean {
  return (
    copy.source !== undefined &&
    (copy.source === '' || matchesIgnorePattern(copy.source, path, budget)) &&
    !copy.excludes.some(pattern =>
      matchesIgnorePattern(pattern.replace(/^\.?\//, ''), path, budget),
    )
  );
}
