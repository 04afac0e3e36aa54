import { Finding } from '../../../contract/verdict';

/** One place that sends a log into a file. */
export interface LogSignal {
  readonly finding: Finding;
  /** Path of the log in the image, when it is written. */
  readonly file?: string;
  /** True when the same log goes to the console too. */
  readonly console: boolean;
}

/** A `*.log` file, or any file below /var/log. */
export function isLogPath(path: string): boolean {
  return /\.log$|\.log["']?$/.test(path) || /^["']?\/var\/log(\/|$)/.test(path);
}

/** Line of a place in a text. */
export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
