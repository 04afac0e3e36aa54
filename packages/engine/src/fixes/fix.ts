import { Dockerfile } from '../facts/dockerfile/dockerfile';
import { ResolvedDockerfile } from '../facts/dockerfile/resolvedDockerfile';
import { ImageConfig } from '../facts/image/imageConfig';
import { ImageUnit } from '../facts/image/imageUnit';
import { ParentKnowledge } from '../facts/parent/parentKnowledge';
import { RepositoryTree } from '../facts/repository/repositoryTree';

/** Lines `from` to `to` (counted from 1, both included) become `lines`; `to` is `from - 1` for an insertion. */
export interface LineEdit {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** What a fix sees of one image unit. */
export interface FixContext {
  readonly unit: ImageUnit;
  /** As it is written, with lines. */
  readonly written: Dockerfile;
  readonly resolved: ResolvedDockerfile;
  readonly config: ImageConfig;
  readonly parents: ParentKnowledge;
  readonly tree: RepositoryTree;
  /** Lines of the Dockerfile without line ends. */
  readonly lines: readonly string[];
}

/** What a fix would do, or why a person has to. */
export type FixProposal =
  | { readonly kind: 'edit'; readonly edits: readonly LineEdit[]; readonly summary: string }
  /** A whole other file is written: the ignore file. */
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly text: string;
      readonly summary: string;
    }
  | { readonly kind: 'by-hand'; readonly reason: string };

/**
 * Mends what one check found in a Dockerfile or beside it, where that is safe: comments and formatting stay, and what the
 * image does stays the same but for the finding.
 */
export interface Fix {
  /** Id of the check; it is run before and after. */
  readonly check: string;
  /** Also proposed where the check passes: it writes down what is only so by default. */
  readonly always?: boolean;
  readonly propose: (context: FixContext) => FixProposal | undefined;
}

/** @public */
export interface FileChange {
  readonly path: string;
  /** Undefined for a new file. */
  readonly before: string | undefined;
  readonly after: string;
}

/** @public */
export interface AppliedFix {
  readonly check: string;
  readonly unit: string;
  /** A sentence: what was done. */
  readonly summary: string;
}

/** @public */
export interface OpenFix {
  readonly check: string;
  readonly unit: string;
  /** A sentence: why a person has to do it. */
  readonly reason: string;
}

/** @public */
export interface FixPlan {
  readonly changes: readonly FileChange[];
  readonly applied: readonly AppliedFix[];
  readonly open: readonly OpenFix[];
}
