import { z } from 'zod';

/** Turns the problems Zod found into one readable line; at most five, because nobody reads more at once. */
export function describeIssues(error: z.ZodError): string {
  const described = error.issues
    .slice(0, 5)
    .map(
      issue =>
        `${issue.path.length > 0 ? issue.path.map(String).join('.') : 'value'}: ${issue.message}`,
    );
  const more = error.issues.length - described.length;
  return described.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
