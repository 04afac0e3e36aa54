/**
 * The text up to the first of the characters behind the last slash: `a:1/b:2@c` is cut before `:2`. A pattern that ends
 * in `[^/]*$` would try each of the characters of a long text again.
 */
export function cutAfterSlash(text: string, characters: string): string {
  const last = text.lastIndexOf('/') + 1;
  for (let at = last; at < text.length; at++) {
    if (characters.includes(text[at]!)) return text.slice(0, at);
  }
  return text;
}
