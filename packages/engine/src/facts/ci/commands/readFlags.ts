/** Options and arguments of a command line. */
export interface Flags {
  readonly rest: readonly string[];
  has(...names: readonly string[]): boolean;
  /** Values of an option, also where it is repeated. */
  values(...names: readonly string[]): string[];
  value(...names: readonly string[]): string | undefined;
}

/** `valued`: options whose value is the next word when it is not joined with `=`. */
export function readFlags(words: readonly string[], valued: ReadonlySet<string>): Flags {
  const values = new Map<string, string[]>();
  const rest: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const equals = word.startsWith('-') ? word.indexOf('=') : -1;
    const name = equals < 0 ? word : word.slice(0, equals);
    if (word === '--') {
      rest.push(...words.slice(i + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      rest.push(word);
      continue;
    }
    const joined =
      /^-[a-z]/i.test(name) &&
      !name.startsWith('--') &&
      name.length > 2 &&
      valued.has(name.slice(0, 2));
    const key = joined ? name.slice(0, 2) : name;
    let value = '';
    if (joined) {
      value = word.slice(2).replace(/^=/, '');
    } else if (equals >= 0) {
      value = word.slice(equals + 1);
    } else if (valued.has(name)) {
      value = words[++i] ?? '';
    }
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  const all = (names: readonly string[]) => names.flatMap(name => values.get(name) ?? []);
  return {
    rest,
    has: (...names) => names.some(name => values.has(name) && !values.get(name)!.includes('false')),
    values: (...names) => all(names),
    value: (...names) => all(names)[0],
  };
}
