/** Longer names are refused before the pattern sees them, whatever it allows. */
const longest = 100;

/**
 * Says in one sentence what is wrong with the name of a service, or undefined when it fits the pattern. The common
 * mistakes have a sentence of their own; the pattern decides.
 */
export function explainName(name: string, pattern: string): string | undefined {
  if (name === '') {
    return 'Give the service a name.';
  }
  if (name.length > longest) {
    return `The name has ${name.length} characters; that is far too long.`;
  }
  let matches: boolean;
  try {
    matches = new RegExp(pattern, 'u').test(name);
  } catch {
    return `The pattern for names that this portal is configured with is not valid: ${pattern}`;
  }
  if (matches) {
    return undefined;
  }
  if (/[A-Z]/.test(name)) {
    return 'Use lower-case letters only.';
  }
  const strange = /[^a-z0-9-]/.exec(name)?.[0];
  if (strange !== undefined) {
    return strange === ' '
      ? 'A name has no spaces; use hyphens between words.'
      : `Use only letters, digits and hyphens; "${strange}" is none of them.`;
  }
  if (/^[^a-z]/.test(name)) {
    return 'Start with a letter.';
  }
  if (name.endsWith('-')) {
    return 'End with a letter or a digit.';
  }
  if (name.includes('--')) {
    return 'Use single hyphens between words.';
  }
  return `This name does not fit the pattern ${pattern}; most often it is too short or too long.`;
}
