import { splitWords } from './splitWords';

/** A here-document operator before its text has been read. */
export interface HeredocStart {
  readonly name: string;
  readonly expands: boolean;
  readonly stripsTabs: boolean;
}

const operator = /^\d*<<(-?)([^<]+)$/;

/**
 * The here-documents an instruction announces, in the order in which their texts follow. Only whole words count:
 * `"x <<EOF"`, `$((1<<3))` and `<<<word` are none.
 */
export function findHeredocs(body: string, escape: string): HeredocStart[] {
  if (!body.includes('<<')) {
    return [];
  }
  const found: HeredocStart[] = [];
  for (const { text } of splitWords(body, escape)) {
    const match = operator.exec(text);
    const raw = match?.[2];
    if (match && raw !== undefined) {
      const quoted = /["'\\]/.test(raw);
      const name = quoted ? raw.replace(/["'\\]/g, '') : raw;
      if (name !== '') {
        found.push({ name, expands: !quoted, stripsTabs: match[1] === '-' });
      }
    }
  }
  return found;
}
