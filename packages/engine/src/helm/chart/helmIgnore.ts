/** Tells whether a file of a chart is left out, by the rules of `.helmignore`. */
export type HelmIgnore = (path: string) => boolean;

interface Rule {
  readonly negated: boolean;
  readonly directoryOnly: boolean;
  readonly rooted: boolean;
  readonly matches: (text: string) => boolean;
}

/** Reads `.helmignore`; lines it cannot read match nothing. */
export function readHelmIgnore(text: string): HelmIgnore {
  const rules = ['templates/.?*', ...text.split('\n').slice(0, 1000)]
    .map(line => readRule(line.trim()))
    .filter(rule => rule !== undefined);
  const isIgnored = (path: string, isDirectory: boolean): boolean => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    for (const rule of rules) {
      if (rule.directoryOnly && !isDirectory && !rule.negated) continue;
      const matches = rule.matches(rule.rooted ? path : name);
      if (rule.negated) {
        if (rule.directoryOnly && !isDirectory) return true;
        if (!matches) return true;
      } else if (matches) return true;
    }
    return false;
  };
  return path => {
    const parts = path.split('/');
    return parts.some((_, index) =>
      isIgnored(parts.slice(0, index + 1).join('/'), index < parts.length - 1),
    );
  };
}

function readRule(line: string): Rule | undefined {
  if (line === '' || line.startsWith('#') || line.length > 300 || line.includes('**'))
    return undefined;
  const negated = line.startsWith('!');
  let pattern = negated ? line.slice(1) : line;
  const directoryOnly = pattern.endsWith('/');
  if (directoryOnly) pattern = pattern.slice(0, -1);
  const rooted = pattern.includes('/');
  if (pattern.startsWith('/')) pattern = pattern.slice(1);
  return { negated, directoryOnly, rooted, matches: globMatcher(pattern) };
}

/** `filepath.Match`: `*` and `?` stay inside of one path element. Linear in pattern times text. */
export function globMatcher(pattern: string): (text: string) => boolean {
  if (!/[*?[\\]/.test(pattern)) return text => text === pattern;
  const tokens: ((character: string) => boolean)[] = [];
  const stars = new Set<number>();
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? '';
    if (character === '*') stars.add(tokens.length);
    else if (character === '?') tokens.push(c => c !== '/');
    else if (character === '[' && pattern.indexOf(']', at + 2) > 0) {
      const end = pattern.indexOf(']', at + 2);
      tokens.push(classMatcher(pattern.slice(at + 1, end)));
      at = end;
    } else {
      if (character === '\\' && at + 1 < pattern.length) at += 1;
      const literal = pattern[at];
      tokens.push(c => c === literal);
    }
  }
  return text => {
    let token = 0;
    let at = 0;
    let star = -1;
    let starEnd = 0;
    for (;;) {
      if (stars.has(token) && star < token) {
        star = token;
        starEnd = at;
      }
      // Every token takes one character, so nothing that is left over can still match.
      if (at === text.length) return token === tokens.length;
      const character = characterAt(text, at);
      if (tokens[token]?.(character)) {
        token += 1;
        at += character.length;
      } else {
        // The last star takes one character more; what earlier ones could take, it can take as well.
        if (star < 0) return false;
        const taken = characterAt(text, starEnd);
        if (taken === '/') return false;
        starEnd += taken.length;
        at = starEnd;
        token = star;
      }
    }
  };
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

function classMatcher(body: string): (character: string) => boolean {
  const negated = body.startsWith('^');
  const characters = negated ? body.slice(1) : body;
  return character => {
    let found = false;
    for (let at = 0; at < characters.length; at += 1) {
      const to = characters[at + 1] === '-' ? characters[at + 2] : undefined;
      if (to !== undefined) {
        found ||= character >= (characters[at] ?? '') && character <= to;
        at += 2;
      } else found ||= character === characters[at];
    }
    return character !== '/' && found !== negated;
  };
}
