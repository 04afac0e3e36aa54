import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { copiesPath, listContextCopies } from '../image/contextCopies';
import { findIgnoreFile } from '../image/ignoreFile';
import { ImageUnit } from '../image/imageUnit';
import { isIgnored, matchBudget } from '../repository/ignorePatterns';
import { relativeTo } from '../repository/paths';
import { RepositoryTree } from '../repository/repositoryTree';
import { Dependencies, DependencyManifest } from './dependency';

/** Manifests a build can see. */
export interface ContextManifests {
  /** In the build context and not left out by the ignore file. */
  readonly seen: readonly DependencyManifest[];
  /** Those that some COPY or mount brings; all that are seen when no COPY says. */
  readonly copied: readonly DependencyManifest[];
  /** Whether the build has a file: it is in the context, and some COPY or mount brings it. */
  readonly brings: (path: string) => boolean;
}

/** Selects the manifests of one build. */
export function selectManifests(options: {
  readonly dependencies: Dependencies;
  readonly unit: ImageUnit;
  readonly file: ResolvedDockerfile;
  readonly tree: RepositoryTree;
}): ContextManifests {
  const { dependencies, unit, file, tree } = options;
  if (unit.context.kind === 'remote') return { seen: [], copied: [], brings: () => false };
  const folder = unit.context.kind === 'folder' ? unit.context.path : '';
  const ignore = findIgnoreFile(unit, tree);
  const patterns = ignore.status === 'present' ? ignore.patterns : [];
  const budget = matchBudget();
  const isSeen = (path: string) => {
    const inside = relativeTo(folder, path);
    return inside !== undefined && !isIgnored(patterns, inside, budget);
  };
  const seen = dependencies.manifests.filter(({ path }) => isSeen(path));
  const copies = listContextCopies(file);
  const mounted = file.stages.some(stage =>
    stage.steps.some(step =>
      step.mounts.some(({ type, from }) => type === 'bind' && from === undefined),
    ),
  );
  const isCopied = (path: string) => {
    const inside = relativeTo(folder, path)!;
    return copies.some(copy => copy.source === undefined || copiesPath(copy, inside, budget));
  };
  const copied = seen.filter(({ path }) => isCopied(path));
  return {
    seen,
    copied: mounted || copies.length === 0 || copied.length === 0 ? seen : copied,
    brings: path => isSeen(path) && (mounted || isCopied(path)),
  };
}
