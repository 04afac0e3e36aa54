/** One line of a recipe, continued lines joined; the prefixes `@`, `-` and `+` are kept. */
export interface RecipeLine {
  readonly text: string;
  readonly line: number;
  /** The file it stands in, where that is not the Makefile itself. */
  readonly path?: string;
}

/** What one target of a Makefile runs, prerequisites not included. */
export interface MakeTarget {
  readonly name: string;
  readonly prerequisites: readonly string[];
  readonly recipe: readonly RecipeLine[];
}

export interface Makefile {
  readonly targets: ReadonlyMap<string, MakeTarget>;
  readonly first?: string;
  readonly variables: ReadonlyMap<string, string>;
  /** What stands behind `include`, as written. */
  readonly includes: readonly string[];
}

const linesLimit = 5000;
const expansionLimit = 8192;
const expansionDepth = 5;

/** Targets and simple variables of a Makefile; conditionals are read as if every branch held. */
export function readMakefile(text: string): Makefile {
  const targets = new Map<
    string,
    { name: string; prerequisites: string[]; recipe: { text: string; line: number }[] }
  >();
  const variables = new Map<string, string>();
  const includes: string[] = [];
  let open: string[] = [];
  let first: string | undefined;
  for (const { text: line, number } of joinedLines(text)) {
    if (line.startsWith('\t')) {
      open.forEach(name => targets.get(name)?.recipe.push({ text: line.slice(1), line: number }));
      continue;
    }
    const include = /^ *[-s]?include\s+([^#]+)/.exec(line);
    if (include) {
      includes.push(include[1]!.trim());
      open = [];
      continue;
    }
    const assignment =
      /^(?:export\s+|override\s+)?([\w.-]+)\s*(::?:?=|\?=|\+=|!=|=)\s*(?!\s)(.*)$/.exec(line);
    if (assignment) {
      const [, name, operator, value] = assignment;
      const clean = value!.replace(/(?<!\s)\s+#.*/s, '').trim();
      if (operator === '+=') {
        variables.set(name!, `${variables.get(name!) ?? ''} ${clean}`.trim());
      } else if (operator !== '?=' || !variables.has(name!)) {
        variables.set(name!, operator === '!=' ? `$(shell ${clean})` : clean);
      }
      continue;
    }
    const colon = line.indexOf(':');
    if (colon <= 0 || /^[\s#]/.test(line) || line[colon + 1] === '=') {
      if (line.trim() !== '' && !/^\s*(#|ifeq|ifneq|ifdef|ifndef|else|endif)/.test(line)) {
        open = [];
      }
      continue;
    }
    const names = line.slice(0, colon).trim().split(/\s+/).slice(0, 50);
    const [wanted = '', ...inline] = line
      .slice(colon + 1)
      .replace(/^:/, '')
      .split(';');
    const prerequisites = wanted
      .replace(/#.*/s, '')
      .split('|')
      .join(' ')
      .trim()
      .split(/\s+/)
      .filter(Boolean);
    open = names.filter(name => !/^\.[A-Z]/.test(name));
    for (const name of open) {
      const target = targets.get(name) ?? { name, prerequisites: [], recipe: [] };
      target.prerequisites.push(...prerequisites.slice(0, 50));
      if (inline.length > 0) {
        target.recipe.push({ text: inline.join(';'), line: number });
      }
      targets.set(name, target);
      first ??= name.includes('%') ? undefined : name;
    }
  }
  return { targets, first, variables, includes };
}

function* joinedLines(text: string): Generator<{ text: string; number: number }> {
  const lines = text.split(/\r?\n/).slice(0, linesLimit);
  for (let i = 0; i < lines.length; i++) {
    const number = i + 1;
    let line = lines[i]!;
    while (line.endsWith('\\') && i + 1 < lines.length && line.length < expansionLimit) {
      // The shell sees the continuation of a recipe itself.
      line = `${line.slice(0, -1)} ${lines[++i]!.trim()}`;
    }
    yield { text: line, number };
  }
}

/** A target by its name or by a pattern, with the part `%` stands for. */
export function findTarget(
  file: Makefile,
  name: string,
): { readonly target: MakeTarget; readonly stem: string } | undefined {
  const exact = file.targets.get(name);
  if (exact) {
    return { target: exact, stem: '' };
  }
  for (const target of file.targets.values()) {
    const percent = target.name.indexOf('%');
    const [before, after] = [target.name.slice(0, percent), target.name.slice(percent + 1)];
    const fits = name.startsWith(before) && name.endsWith(after);
    if (percent >= 0 && fits && name.length >= target.name.length) {
      return { target, stem: name.slice(before.length, name.length - after.length) };
    }
  }
  return undefined;
}

/** Recipe text as the shell sees it: `$(X)` of make replaced, `$$` a dollar, `$(shell x)` a substitution. */
export function expandMake(
  text: string,
  value: (name: string) => string | undefined,
  depth = 0,
): string {
  if (!text.includes('$') || depth > expansionDepth || text.length > expansionLimit) {
    return text;
  }
  let out = '';
  for (let i = 0; i < text.length && out.length < expansionLimit; i++) {
    const char = text[i]!;
    if (char !== '$') {
      out += char;
      continue;
    }
    const next = text[i + 1];
    if (next === '$') {
      out += '$';
      i++;
    } else if (next === '(' || next === '{') {
      const end = closingBracket(text, i + 1);
      const inner = text.slice(i + 2, end);
      out += expandReference(inner, value, depth);
      i = end;
    } else {
      out += value(next ?? '') ?? `$${next ?? ''}`;
      i++;
    }
  }
  return out.slice(0, expansionLimit);
}

function expandReference(
  inner: string,
  value: (name: string) => string | undefined,
  depth: number,
): string {
  const shell = /^shell\s+(?!\s)(.*)$/s.exec(inner)?.[1];
  if (shell !== undefined) {
    return `$(${expandMake(shell, value, depth + 1)})`;
  }
  const known = /^[\w.-]+$/.test(inner) ? value(inner) : undefined;
  // Otherwise the environment: the shell names it the same way.
  return known === undefined ? `\${${inner}}` : expandMake(known, value, depth + 1);
}

function closingBracket(text: string, start: number): number {
  const open = text[start]!;
  const close = open === '(' ? ')' : '}';
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === open) {
      depth++;
    } else if (text[i] === close && --depth === 0) {
      return i;
    }
  }
  return text.length;
}
