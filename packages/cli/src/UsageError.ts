/** Something the person at the keyboard can mend. Its message is all they see; the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
