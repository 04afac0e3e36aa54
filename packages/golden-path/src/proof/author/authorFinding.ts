/** What is checked of a folder of overlays and templates. @public */
export type AuthorRule =
  | 'folder'
  | 'overlay'
  | 'template'
  | 'composition'
  | 'render'
  | 'syntax'
  | 'manifest'
  | 'lens'
  | 'tool';

/**
 * One thing that is wrong, for the person who writes the overlay: what, where, why and what to do.
 *
 * @public
 */
export interface AuthorFinding {
  readonly rule: AuthorRule;
  /** An `error` fails the test, a `warning` does not. */
  readonly severity: 'error' | 'warning';
  /** One sentence. */
  readonly message: string;
  /** Relative to the folder that was tested, where the file is one of it. */
  readonly path?: string;
  /** From 1. */
  readonly line?: number;
  /** File of the generated repository that shows it. */
  readonly generated?: string;
  /** What to do. */
  readonly fix?: string;
}

/**
 * A finding with the combinations in which it was seen; none where it does not depend on them.
 *
 * @public
 */
export interface SeenFinding extends AuthorFinding {
  readonly combinations: readonly string[];
}

/** Collects findings, each of them once. */
export class FindingList {
  private readonly found = new Map<string, { finding: AuthorFinding; combinations: string[] }>();

  add(finding: AuthorFinding, combination?: string): void {
    const { rule, message, path, line, generated } = finding;
    const key = [rule, message, path, line, generated].join('\0');
    const entry = this.found.get(key) ?? { finding, combinations: [] };
    if (combination !== undefined && !entry.combinations.includes(combination)) {
      entry.combinations.push(combination);
    }
    this.found.set(key, entry);
  }

  /** Errors first, then in the order of files. */
  list(): SeenFinding[] {
    const place = ({ path, generated, line }: AuthorFinding) =>
      `${path ?? '~'}\0${String(line ?? 0).padStart(9, '0')}\0${generated ?? ''}`;
    const rank = ({ severity }: AuthorFinding) => (severity === 'error' ? 0 : 1);
    return [...this.found.values()]
      .map(({ finding, combinations }) => ({ ...finding, combinations }))
      .sort(
        (left, right) => rank(left) - rank(right) || place(left).localeCompare(place(right), 'en'),
      );
  }
}
