/** An image reference without tag and digest. */
export function repositoryOf(reference: string): string {
  return reference.replace(/@.*/s, '').replace(/:[^/:]*$/, '');
}
