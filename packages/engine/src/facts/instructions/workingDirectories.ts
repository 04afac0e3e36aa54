import { ResolvedDockerfile, Stage, Step } from '../dockerfile/resolvedDockerfile';

/**
 * One WORKDIR, or the destination of a COPY or ADD that depends on one.
 */
export interface DirectoryUse {
  readonly keyword: string;
  readonly written: string;
  readonly line: number;
  readonly path: 'absolute' | 'relative' | 'unresolved';
  /** True when an earlier instruction of the same chain of stages sets an absolute WORKDIR. */
  readonly afterAbsolute: boolean;
  /** True when any WORKDIR of the same chain stands before it. */
  readonly afterWorkdir: boolean;
  readonly inFinalChain: boolean;
}

/** Every WORKDIR and every destination of COPY and ADD, in the order of the file. */
export function listDirectoryUses(file: ResolvedDockerfile): DirectoryUse[] {
  const uses: DirectoryUse[] = [];
  const ends = new Map<Stage, { absolute: boolean; workdir: boolean }>();
  for (const stage of file.stages) {
    const base = stage.base.kind === 'stage' ? file.stages[stage.base.index] : undefined;
    const state = { ...(base && ends.get(base)) } as { absolute: boolean; workdir: boolean };
    for (const step of stage.steps) {
      const use = readUse(step);
      if (!use) continue;
      uses.push({
        ...use,
        afterAbsolute: state.absolute === true,
        afterWorkdir: state.workdir === true,
        inFinalChain: file.finalChain.includes(stage),
      });
      if (step.keyword === 'WORKDIR') {
        state.workdir = true;
        state.absolute = state.absolute === true || use.path === 'absolute';
      }
    }
    ends.set(stage, state);
  }
  return uses;
}

function readUse(
  step: Step,
): Pick<DirectoryUse, 'keyword' | 'written' | 'line' | 'path'> | undefined {
  const { keyword, line, instruction } = step;
  const value = keyword === 'WORKDIR' ? step.value : step.destination;
  if (!value) return undefined;
  const written = keyword === 'WORKDIR' ? instruction.body.trim() : lastWord(step);
  // What begins with a slash is absolute whatever its variables hold.
  if (isAbsolute(written)) return { keyword, written, line, path: 'absolute' };
  if (!value.resolved) return { keyword, written, line, path: 'unresolved' };
  return {
    keyword,
    written,
    line,
    path: isAbsolute(value.value ?? '') ? 'absolute' : 'relative',
  };
}

function lastWord({ instruction, destination }: Step): string {
  const words = instruction.json ?? instruction.body.trim().split(/\s+/);
  return words.at(-1) ?? (destination?.resolved === true ? destination.value : undefined) ?? '';
}

function isAbsolute(path: string): boolean {
  return /^["']?(\/|\\|[A-Za-z]:)/.test(path);
}
