/** A problem of the schema of an overlay's values, and where in it. */
export interface ValuesSchemaProblem {
  readonly path: readonly string[];
  readonly message: string;
}

const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);
const knownRefs = ['service', 'platform', 'parents'];
const limits = { depth: 12, parts: 2_000, pattern: 1_000, repeats: 3 };

/**
 * What must not stand in the schema of an overlay's values: the answers of people are matched with its patterns, and a pattern that
 * takes more than linear time lets one answer stop a portal.
 */
export function explainValuesSchema(schema: unknown): ValuesSchemaProblem[] {
  const found: ValuesSchemaProblem[] = [];
  let parts = 0;
  const visit = (value: unknown, path: readonly string[]) => {
    parts += 1;
    if (typeof value !== 'object' || value === null) {
      return;
    }
    if (path.length > limits.depth || parts > limits.parts) {
      if (parts <= limits.parts + 1) {
        found.push({ path, message: 'is too large or nested too deeply' });
      }
      return;
    }
    for (const [key, child] of Object.entries(value)) {
      const place = [...path, key];
      const isName = path.at(-1) === 'properties';
      if (isName && forbiddenNames.has(key)) {
        found.push({ path: place, message: 'is no name for a value' });
      } else if (!isName && key === 'pattern' && typeof child === 'string') {
        const message = explainPattern(child);
        if (message) found.push({ path: place, message });
      } else if (!isName && key === 'patternProperties') {
        found.push({ path: place, message: 'is not supported; name the properties' });
      } else if (!isName && key === '$ref' && !knownRefs.includes(String(child))) {
        found.push({ path: place, message: `must be one of: ${knownRefs.join(', ')}` });
      } else {
        visit(child, place);
      }
    }
  };
  visit(schema, []);
  return found.slice(0, 20);
}

/** Says why a pattern is refused, or undefined. Stricter than need be: what is refused here can be written in another way. */
function explainPattern(pattern: string): string | undefined {
  if (pattern.length > limits.pattern) {
    return `is longer than ${limits.pattern} characters`;
  }
  try {
    // eslint-disable-next-line no-new
    new RegExp(pattern, 'u');
  } catch {
    return 'is no regular expression';
  }
  const plain = withoutClasses(pattern);
  if (/\)\s*(?:[*+]|\{\d+,)/.test(plain)) {
    return 'repeats a group without a bound, which can take very long; repeat a class of characters instead';
  }
  const repeats = plain.match(/[*+]|\{\d+,\}/g)?.length ?? 0;
  return repeats > limits.repeats
    ? `has more than ${limits.repeats} repetitions without a bound, which can take very long`
    : undefined;
}

/** The pattern with a letter for every class and escape, which say nothing about time. */
function withoutClasses(pattern: string): string {
  let plain = '';
  let inClass = false;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index];
    if (character === '\\') {
      index += 1;
      plain += inClass ? '' : 'e';
    } else if (inClass) {
      inClass = character !== ']';
    } else if (character === '[') {
      inClass = true;
      plain += 'c';
    } else {
      plain += character;
    }
  }
  return plain;
}
