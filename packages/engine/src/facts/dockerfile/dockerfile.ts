/**
 * One `--name=value` of an instruction.
 *
 * @public
 */
export interface InstructionFlag {
  readonly name: string;
  readonly value?: string;
}

/**
 * One here-document of a RUN, COPY or ADD.
 *
 * @public
 */
export interface Heredoc {
  readonly name: string;
  /** False when the delimiter is quoted: variables in the text stay as they are. */
  readonly expands: boolean;
  readonly content: string;
  /** Line of the first line of the content. */
  readonly line: number;
}

/**
 * One instruction as it is written, with continuation lines joined and comments dropped.
 *
 * @public
 */
export interface Instruction {
  /** Upper case. */
  readonly keyword: string;
  /** First line, counted from 1. */
  readonly line: number;
  readonly endLine: number;
  readonly flags: readonly InstructionFlag[];
  /** Everything after keyword and flags. */
  readonly body: string;
  /** The words, when the body is written as a JSON list of strings. */
  readonly json?: readonly string[];
  readonly heredocs: readonly Heredoc[];
  /** Where the pieces of `body` come from: offset of the first character of a line, and that line. */
  readonly lineStarts: readonly { readonly offset: number; readonly line: number }[];
}

/**
 * A Dockerfile as written. Values are not resolved: see `resolveDockerfile`.
 *
 * @public
 */
export interface Dockerfile {
  readonly path: string;
  /** `\` unless a directive chooses the backtick. */
  readonly escape: string;
  readonly instructions: readonly Instruction[];
}

/**
 * The line of a place in the body of an instruction.
 *
 * @public
 */
export function lineAt(instruction: Instruction, offset: number): number {
  let line = instruction.line;
  for (const start of instruction.lineStarts) {
    if (start.offset > offset) {
      break;
    }
    line = start.line;
  }
  return line;
}
