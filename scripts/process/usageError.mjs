/** A reason to stop that the reader can act on: its message is printed alone, without a stack. */
export class UsageError extends Error {
  name = 'UsageError';
}
