// Control characters, and those that reverse the direction of text: a repository must not move the cursor of whoever
// reads a report about it, nor make one word look like another.
// eslint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

const maxLength = 2000;

/** Text of a repository as it may be printed: one line, no control characters, bounded. */
export function plainText(text: string): string {
  const clean = text.replace(unprintable, ' ').trim();
  return clean.length > maxLength ? `${clean.slice(0, maxLength)}…` : clean;
}
