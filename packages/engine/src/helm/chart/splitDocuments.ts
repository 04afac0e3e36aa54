/** The documents of a YAML text with their offsets, so that one that is broken does not hide the others. */
export function splitDocuments(text: string): readonly { text: string; offset: number }[] {
  const documents: { text: string; offset: number }[] = [];
  const separator = /^---(?=\s|$)/gm;
  let start = 0;
  for (;;) {
    const match = separator.exec(text);
    const end = match?.index ?? text.length;
    const part = text.slice(start, end);
    if (/^(?![^\S\n]*(?:#|$)).*\S/m.test(part)) documents.push({ text: part, offset: start });
    if (!match || documents.length >= 1000) return documents;
    start = end + 3;
  }
}
