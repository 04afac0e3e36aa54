import { RenderBudget } from '../renderBudget';
import { RenderError } from '../renderError';
import { formatFloat, formatValue, quoteText } from './formatValue';
import { GoValue, Opaque, sortedKeys } from './goValue';

const directive = /%([-+# 0]*)(\d{1,4})?(?:\.(\d{0,4}))?([a-zA-Z%])/g;

/** Go's `fmt.Sprintf` for the verbs that charts use; anything else is unsupported, never guessed. */
export function formatPrintf(
  format: string,
  args: readonly GoValue[],
  budget: RenderBudget,
): string {
  budget.text(format.length);
  if (args.length > 0) budget.step(args.length);
  let next = 0;
  let made = 0;
  const text = format.replace(
    directive,
    (
      whole,
      flags: string,
      width: string | undefined,
      precision: string | undefined,
      verb: string,
    ) => {
      if (verb === '%') return '%';
      if (next >= args.length) return `%!${verb}(MISSING)`;
      const value = args[next];
      next += 1;
      const body = formatVerb({ value, verb, flags, precision, whole, budget });
      const padded = pad(body, Number(width ?? 0), flags, value);
      made += padded.length;
      budget.text(made);
      return padded;
    },
  );
  if (/%(?:[-+# 0]*)(?:\*|\[|\d{5})/.test(format)) {
    throw new RenderError('unsupported', `The format "${format.slice(0, 60)}" is not supported.`);
  }
  if (next < args.length) {
    const extra = args
      .slice(next)
      .map(value =>
        value === undefined ? '<nil>' : `${typeName(value)}=${formatValue(value, budget)}`,
      );
    return `${text}%!(EXTRA ${extra.join(', ')})`;
  }
  return text;
}

interface Directive {
  readonly value: GoValue;
  readonly verb: string;
  readonly flags: string;
  readonly precision: string | undefined;
  readonly whole: string;
  readonly budget: RenderBudget;
}

function formatVerb(directiveOf: Directive): string {
  const { value, verb, flags, precision, whole, budget } = directiveOf;
  const wrong = (): string =>
    value === undefined
      ? `%!${verb}(<nil>)`
      : `%!${verb}(${typeName(value)}=${formatValue(value, budget)})`;
  if (value instanceof Opaque) return value.mark;
  if ((Array.isArray(value) || value instanceof Map) && 'sqdtx'.includes(verb)) {
    const inner = (item: GoValue): string => formatVerb({ ...directiveOf, value: item });
    return budget.nest(() =>
      Array.isArray(value)
        ? `[${value.map(inner).join(' ')}]`
        : `map[${sortedKeys(value)
            .map(key => `${inner(key)}:${inner(value.get(key))}`)
            .join(' ')}]`,
    );
  }
  const places = precision === undefined ? undefined : Number(precision || '0');
  const sign = (text: string): string =>
    flags.includes('+') && !text.startsWith('-') ? `+${text}` : text;

  switch (verb) {
    case 'v':
      if (flags.includes('#')) break;
      if (places !== undefined && typeof value === 'number') break;
      return formatValue(value, budget);
    case 's':
      if (typeof value === 'string') {
        return places === undefined ? value : [...value].slice(0, places).join('');
      }
      return wrong();
    case 'q':
      if (typeof value === 'string') return quoteText(value);
      if (typeof value === 'number' || typeof value === 'boolean' || value === undefined)
        return wrong();
      break;
    case 'd':
      if (typeof value === 'bigint') return sign(String(value));
      if (typeof value === 'object') break;
      return wrong();
    case 't':
      return typeof value === 'boolean' ? String(value) : wrong();
    case 'f':
    case 'F':
      if (typeof value !== 'number') return wrong();
      if (Math.abs(value) >= 1e21 || (places ?? 6) > 100) break;
      return sign(value.toFixed(places ?? 6));
    case 'e':
      if (typeof value !== 'number') return wrong();
      if ((places ?? 6) > 100) break;
      return sign(value.toExponential(places ?? 6).replace(/e([-+])(\d)$/, 'e$10$2'));
    case 'g':
      if (typeof value !== 'number') return wrong();
      if (places !== undefined) break;
      return sign(formatFloat(value));
    case 'x':
    case 'X':
    case 'o':
    case 'b': {
      if (typeof value === 'string' && verb !== 'o' && verb !== 'b') {
        const hex = Buffer.from(value, 'utf8').toString('hex');
        return verb === 'x' ? hex : hex.toUpperCase();
      }
      if (typeof value !== 'bigint') break;
      const text = value.toString({ o: 8, b: 2, x: 16, X: 16 }[verb]);
      return verb === 'X' ? text.toUpperCase() : text;
    }
    case 'T':
      return typeName(value);
    case 'c':
      if (typeof value !== 'bigint' || value < 0n || value > 0x10ffffn) return wrong();
      return String.fromCodePoint(Number(value));
    default:
      break;
  }
  throw new RenderError('unsupported', `The format "${whole}" of such a value is not supported.`);
}

/** Type of a value in Go's words. */
export function typeName(value: GoValue): string {
  if (value === undefined) return '<nil>';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'float64';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (Array.isArray(value)) return '[]interface {}';
  if (value instanceof Map) return 'map[string]interface {}';
  throw new RenderError('unsupported', 'The type of such a value is not known here.');
}

function pad(text: string, width: number, flags: string, value: GoValue): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  if (flags.includes('0') && (typeof value === 'bigint' || typeof value === 'number')) {
    const negative = /^[-+]/.test(text);
    return `${negative ? text[0] : ''}${'0'.repeat(missing)}${negative ? text.slice(1) : text}`;
  }
  return ' '.repeat(missing) + text;
}
