import { ResolvedDockerfile, Step } from '../dockerfile/resolvedDockerfile';

/** One source of an ADD. */
export interface AddedSource {
  readonly written: string;
  readonly kind: 'archive' | 'remote' | 'plain' | 'unresolved';
  readonly inFinalChain: boolean;
  readonly line: number;
}

const archive = /\.(tar|tar\.(gz|bz2|xz|zst)|tgz|tbz2?|txz|tzst)$/i;
/** A URL, an address of ssh, or a Git repository. */
const remote = /^(["']?)([a-z][a-z+]*:\/\/|git@|github\.com\/)/i;

/** Every source of every ADD, in the order of the file. */
export function listAddedSources(file: ResolvedDockerfile): AddedSource[] {
  return file.stages.flatMap(stage =>
    stage.steps
      .filter(({ keyword }) => keyword === 'ADD')
      .flatMap(step =>
        sourcesOf(step).map(source => ({
          ...source,
          inFinalChain: file.finalChain.includes(stage),
          line: step.line,
        })),
      ),
  );
}

function sourcesOf(step: Step): Pick<AddedSource, 'written' | 'kind'>[] {
  const words = step.instruction.json ?? step.instruction.body.trim().split(/\s+/);
  const raws = words.slice(0, -1).filter(word => !/^\d*<</.test(word));
  const read = step.sources.map((source, index) => {
    const raw = raws[index] ?? '';
    const value = source.resolved ? (source.value ?? '') : raw;
    return { written: raw || value, kind: kindOf(value, source.resolved) };
  });
  const texts = step.instruction.heredocs.map(heredoc => ({
    written: `<<${heredoc.name}`,
    kind: 'plain' as const,
  }));
  return [...read, ...texts];
}

/** What stands at the start and the end of a source says enough, whatever a variable between them holds. */
function kindOf(text: string, isResolved: boolean): AddedSource['kind'] {
  if (remote.test(text)) return 'remote';
  if (archive.test(text.replace(/["']$/, ''))) return 'archive';
  return isResolved ? 'plain' : 'unresolved';
}
