/** @public */
export interface RawWord {
  /** As written, quotes and escapes included. */
  readonly text: string;
  /** Where it starts in the text that was split. */
  readonly offset: number;
}

/**
 * Splits at blanks as BuildKit does for ENV, LABEL and ARG: quotes and the escape character keep blanks together.
 * Linear in the length of the text.
 *
 * @public
 */
export function splitWords(text: string, escape: string): RawWord[] {
  const words: RawWord[] = [];
  let start = -1;
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    const blank = char === ' ' || char === '\t' || char === '\n';
    if (start < 0) {
      if (blank) {
        continue;
      }
      start = i;
    }
    if (char === escape && quote !== "'") {
      i++;
    } else if (quote) {
      if (char === quote) {
        quote = '';
      }
    } else if (char === '"' || char === "'") {
      quote = char;
    } else if (blank) {
      words.push({ text: text.slice(start, i), offset: start });
      start = -1;
    }
  }
  if (start >= 0) {
    words.push({ text: text.slice(start), offset: start });
  }
  return words;
}

/**
 * Splits at blanks and nothing else, as BuildKit does for FROM, COPY and ADD.
 *
 * @public
 */
export function splitFields(text: string): string[] {
  return text.split(/[ \t\n]+/).filter(field => field !== '');
}
