const quotes = ["'''", '"""', "'", '"'] as const;

/**
 * A Groovy text with its comments replaced by blanks, so that places stay. Texts in quotes keep what looks like a
 * comment in them; one quote that is left open ends with its line, because Groovy's does, too.
 */
export function dropComments(text: string): string {
  let result = '';
  let kept = 0;
  const blank = (from: number, to: number) => {
    result += text.slice(kept, from) + text.slice(from, to).replace(/[^\n]/g, ' ');
    kept = to;
  };
  const endOf = (mark: string, from: number) => {
    const found = text.indexOf(mark, from);
    return found < 0 ? text.length : found;
  };
  const mark = /['"]|\/[/*]/g;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    let at = found.index;
    if (text.startsWith('//', at)) {
      const end = endOf('\n', at);
      blank(at, end);
      at = end;
    } else if (text.startsWith('/*', at)) {
      const end = Math.min(text.length, endOf('*/', at + 2) + 2);
      blank(at, end);
      at = end;
    } else {
      at = endOfText(text, at);
    }
    mark.lastIndex = at;
  }
  return result + text.slice(kept);
}

/** Where a text in quotes that starts at `at` is over. */
function endOfText(text: string, at: number): number {
  const quote = quotes.find(mark => text.startsWith(mark, at))!;
  const long = quote.length === 3;
  for (let place = at + quote.length; place < text.length; place++) {
    if (text[place] === '\\') place++;
    else if (text.startsWith(quote, place)) return place + quote.length;
    else if (!long && text[place] === '\n') return place;
  }
  return text.length;
}
