import { RenderBudget } from '../renderBudget';
import { fixed, FunctionTable } from './templateFunction';
import { RegularExpression } from './regularExpression';

const matches = fixed(
  ['string', 'string'],
  ([pattern, text], { budget }) =>
    RegularExpression.create(pattern).findAll(text, 1, budget).length > 0,
);
const find = fixed(['string', 'string'], ([pattern, text], { budget }) => {
  const [[from = 0, to = 0] = []] = RegularExpression.create(pattern).findAll(text, 1, budget);
  return text.slice(from, to);
});
const findAll = fixed(['string', 'string', 'int'], ([pattern, text, limit], { budget }) =>
  RegularExpression.create(pattern)
    .findAll(text, Number(limit), budget)
    .map(([from = 0, to = 0]) => text.slice(from, to)),
);
const replace = fixed(['string', 'string', 'string'], ([pattern, text, replacement], { budget }) =>
  replaceMatches({ pattern, text, replacement, literal: false, budget }),
);
const replaceLiteral = fixed(
  ['string', 'string', 'string'],
  ([pattern, text, replacement], { budget }) =>
    replaceMatches({ pattern, text, replacement, literal: true, budget }),
);
const split = fixed(['string', 'string', 'int'], ([pattern, text, limit], { budget }) =>
  splitMatches({ pattern, text, limit: Number(limit), budget }),
);
const quoteMeta = fixed(['string'], ([text]) => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'));

/** Sprig's functions on regular expressions. */
export const regexFunctions: FunctionTable = {
  regexMatch: matches,
  mustRegexMatch: matches,
  regexFind: find,
  mustRegexFind: find,
  regexFindAll: findAll,
  mustRegexFindAll: findAll,
  regexReplaceAll: replace,
  mustRegexReplaceAll: replace,
  regexReplaceAllLiteral: replaceLiteral,
  mustRegexReplaceAllLiteral: replaceLiteral,
  regexSplit: split,
  mustRegexSplit: split,
  regexQuoteMeta: quoteMeta,
};

function replaceMatches(options: {
  pattern: string;
  text: string;
  replacement: string;
  literal: boolean;
  budget: RenderBudget;
}): string {
  const { pattern, text, replacement, literal, budget } = options;
  const expression = RegularExpression.create(pattern);
  let result = '';
  let position = 0;
  for (const groups of expression.findAll(text, -1, budget)) {
    const [from = 0, to = 0] = groups;
    const inserted = literal
      ? replacement
      : expand(replacement, { text, groups, names: expression.groupNames });
    budget.text(inserted.length + from - position);
    result += text.slice(position, from) + inserted;
    position = to;
  }
  return result + text.slice(position);
}

/** `$1`, `${1}`, `$name`; the longest name counts, an unknown one is empty. */
function expand(
  replacement: string,
  match: { text: string; groups: readonly number[]; names: readonly (string | undefined)[] },
): string {
  return replacement.replace(
    /\$(?:(\$)|(\w+)|\{(\w+)\})/g,
    (_, dollar?: string, bare?: string, braced?: string) => {
      if (dollar) return '$';
      const name = bare ?? braced ?? '';
      const index = /^\d+$/.test(name) ? Number(name) : match.names.indexOf(name);
      const from = match.groups[index * 2] ?? -1;
      const to = match.groups[index * 2 + 1] ?? -1;
      return from < 0 || to < 0 ? '' : match.text.slice(from, to);
    },
  );
}

function splitMatches(options: {
  pattern: string;
  text: string;
  limit: number;
  budget: RenderBudget;
}): string[] {
  const { pattern, text, limit, budget } = options;
  if (limit === 0) return [];
  if (pattern.length > 0 && text.length === 0) return [''];
  const parts: string[] = [];
  let start = 0;
  let end = 0;
  for (const [from = 0, to = 0] of RegularExpression.create(pattern).findAll(text, limit, budget)) {
    if (limit > 0 && parts.length === limit - 1) break;
    end = from;
    if (to !== 0) parts.push(text.slice(start, end));
    start = to;
  }
  if (end !== text.length) parts.push(text.slice(start));
  return parts;
}
