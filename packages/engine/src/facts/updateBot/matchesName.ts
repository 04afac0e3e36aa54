import { RegularExpression } from '../../helm/functions/regularExpression';
import { RenderBudget } from '../../helm/renderBudget';
import { RenderError } from '../../helm/renderError';
import { matchesGlob } from './matchesGlob';

/** `maybe`: the repository does not say. */
export type Match = 'yes' | 'no' | 'maybe';

const knownLimit = 500;
/** Presets have many expressions, and every image asks all of them for each kind of update. */
const known = new Map<string, Match>();

/** Whether an expression of other people finds something; `maybe` when it is not understood. */
export function matchesExpression(pattern: string, text: string): Match {
  if (pattern.length + text.length > knownLimit) return search(pattern, text);
  const key = `${pattern}\0${text}`;
  let match = known.get(key);
  if (match === undefined) {
    match = search(pattern, text);
    if (known.size >= knownLimit) known.clear();
    known.set(key, match);
  }
  return match;
}

function search(pattern: string, text: string): Match {
  try {
    const budget = RenderBudget.create();
    return RegularExpression.create(pattern).findAll(text, 1, budget).length > 0 ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof RenderError) return 'maybe';
    throw error;
  }
}

/** One entry of Renovate: a name, a glob, or an expression between slashes; `!` turns it round. */
function matchesOne(pattern: string, text: string): Match {
  const expression = /^\/(.*)\/(i?)$/s.exec(pattern);
  if (expression) {
    return matchesExpression(`${expression[2] ? '(?i)' : ''}${expression[1]!}`, text);
  }
  if (pattern === '*') return 'yes';
  return matchesGlob(pattern.toLowerCase(), text.toLowerCase()) ? 'yes' : 'no';
}

/**
 * Whether a list of names, globs and expressions means the text: some entry does and no entry with `!` excludes it.
 */
export function matchesName(patterns: readonly string[], text: string): Match {
  const positive = patterns.filter(pattern => !pattern.startsWith('!'));
  const negative = patterns.filter(pattern => pattern.startsWith('!')).map(p => p.slice(1));
  const excluded = either(negative.map(pattern => matchesOne(pattern, text)));
  const wanted =
    positive.length === 0 && negative.length > 0
      ? 'yes'
      : either(positive.map(pattern => matchesOne(pattern, text)));
  return both([wanted, opposite(excluded)]);
}

export function either(matches: readonly Match[]): Match {
  if (matches.includes('yes')) return 'yes';
  return matches.includes('maybe') ? 'maybe' : 'no';
}

export function both(matches: readonly Match[]): Match {
  if (matches.includes('no')) return 'no';
  return matches.includes('maybe') ? 'maybe' : 'yes';
}

export function opposite(match: Match): Match {
  if (match === 'maybe') return match;
  return match === 'yes' ? 'no' : 'yes';
}
