/**
 * `template` - helm itself would refuse (`required`, `fail`, a wrong type); `unsupported` - helm could, this interpreter
 * does not; `limit` - a bound of the interpreter was reached; `input` - a file of the chart cannot be read.
 *
 * @public
 */
export type RenderErrorCode = 'template' | 'unsupported' | 'limit' | 'input';

/**
 * The only error the interpreter throws: the text cannot be known, and why.
 *
 * @public
 */
export class RenderError extends Error {
  readonly code: RenderErrorCode;
  readonly path?: string;
  readonly line?: number;

  constructor(code: RenderErrorCode, message: string, path?: string, line?: number) {
    super(message);
    this.name = 'RenderError';
    this.code = code;
    this.path = path;
    this.line = line;
  }

  /** The same error with a place, unless it has one already (the innermost place is the useful one). */
  at(path: string, line: number): RenderError {
    return this.path === undefined ? new RenderError(this.code, this.message, path, line) : this;
  }

  /** Message and place in one sentence. */
  describe(): string {
    if (this.path === undefined) return this.message;
    return `${this.path}${this.line === undefined ? '' : `:${this.line}`}: ${this.message}`;
  }
}
