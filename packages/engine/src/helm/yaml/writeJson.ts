import { RenderBudget } from '../renderBudget';
import { RenderError } from '../renderError';
import { GoValue, Opaque, sortedKeys } from '../values/goValue';

/** `json.Marshal`; `escapeHtml` as Go does by default; `indent` as in `toPrettyJson`. */
export function writeJson(
  value: GoValue,
  budget: RenderBudget,
  options: { escapeHtml?: boolean; indent?: string } = {},
): string {
  const escapeHtml = options.escapeHtml ?? true;
  const text = toJson(value, { budget, escapeHtml, indent: options.indent, prefix: '\n' });
  budget.text(text.length);
  return text;
}

interface Style {
  readonly budget: RenderBudget;
  readonly escapeHtml: boolean;
  readonly indent: string | undefined;
  readonly prefix: string;
}

function toJson(value: GoValue, style: Style): string {
  style.budget.step();
  if (value === undefined) return 'null';
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RenderError('template', 'NaN and infinity are no JSON.');
    if (value !== 0 && (Math.abs(value) < 1e-6 || Math.abs(value) >= 1e21)) {
      return String(value);
    }
    return Object.is(value, -0) ? '-0' : String(value);
  }
  if (typeof value === 'string') return stringToJson(value, style);
  if (value instanceof Opaque) return `"${value.mark}"`;
  if (Array.isArray(value)) {
    return style.budget.nest(() =>
      join('[]', style, inner => value.map(item => toJson(item, inner))),
    );
  }
  if (value instanceof Map) {
    return style.budget.nest(() =>
      join('{}', style, inner =>
        sortedKeys(value).map(
          key =>
            `${stringToJson(key, inner)}:${inner.indent === undefined ? '' : ' '}${toJson(value.get(key), inner)}`,
        ),
      ),
    );
  }
  throw new RenderError('unsupported', 'Such a value cannot be written as JSON.');
}

function join(brackets: string, style: Style, items: (inner: Style) => string[]): string {
  const [open = '', close = ''] = brackets;
  if (style.indent === undefined) return `${open}${items(style).join(',')}${close}`;
  const prefix = style.prefix + style.indent;
  const texts = items({ ...style, prefix });
  if (texts.length === 0) return brackets;
  return `${open}${prefix}${texts.join(`,${prefix}`)}${style.prefix}${close}`;
}

function stringToJson(text: string, style: Style): string {
  style.budget.text(text.length);
  const json = JSON.stringify(text).replace(
    /[\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16)}`,
  );
  if (!style.escapeHtml) return json;
  return json.replace(
    /[<>&]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
