import { RenderBudget } from '../renderBudget';
import { RenderError } from '../renderError';
import { formatFloat } from '../values/formatValue';
import { GoValue, Opaque, sortedKeys } from '../values/goValue';
import { changesWhenPlain } from './resolvePlainScalar';

const bestWidth = 80;

const named: Readonly<Record<number, string>> = {
  0: '0',
  7: 'a',
  8: 'b',
  9: 't',
  10: 'n',
  11: 'v',
  12: 'f',
  13: 'r',
  27: 'e',
};

interface Place {
  readonly indent: number;
  readonly inList: boolean;
  readonly root?: boolean;
}

class YamlWriter {
  readonly #budget: RenderBudget;
  readonly #parts: string[] = [];
  #column = 0;

  constructor(budget: RenderBudget) {
    this.#budget = budget;
  }

  finish(): string {
    return this.#parts.join('');
  }

  value(value: GoValue, place: Place): void {
    this.#budget.step();
    if (value instanceof Map) {
      if (value.size === 0) this.#write(place.root ? '{}' : ' {}');
      else this.#budget.nest(() => this.#map(value, place));
    } else if (Array.isArray(value)) {
      if (value.length === 0) this.#write(place.root ? '[]' : ' []');
      else this.#budget.nest(() => this.#list(value, place));
    } else {
      if (!place.root) this.#write(' ');
      this.#scalar(value, place.indent, false);
    }
  }

  #map(map: ReadonlyMap<string, GoValue>, place: Place): void {
    const keys = sortedKeys(map).sort(compareKeys);
    keys.forEach((key, index) => {
      if (index > 0 || !(place.root || place.inList)) this.#newLine(place.indent);
      else if (place.inList) this.#write(' ');
      this.#scalar(key, place.indent, true);
      this.#write(':');
      const item = map.get(key);
      const isList = Array.isArray(item) && item.length > 0;
      this.value(item, { indent: isList ? place.indent : place.indent + 2, inList: false });
    });
  }

  #list(list: readonly GoValue[], place: Place): void {
    list.forEach((item, index) => {
      if (index > 0 || !(place.root || place.inList)) this.#newLine(place.indent);
      else if (place.inList) this.#write(' ');
      this.#write('-');
      this.value(item, { indent: place.indent + 2, inList: true });
    });
  }

  #scalar(value: GoValue, indent: number, isKey: boolean): void {
    if (value === undefined) this.#write('null');
    else if (typeof value === 'boolean' || typeof value === 'bigint') this.#write(String(value));
    else if (typeof value === 'number') this.#write(numberText(value));
    else if (value instanceof Opaque) this.#write(value.mark);
    else if (typeof value === 'string') this.#text(value, indent, isKey);
    else throw new RenderError('unsupported', 'Such a value cannot be written as YAML.');
  }

  #text(text: string, indent: number, isKey: boolean): void {
    if (text === '' || hasSpecial(text)) {
      this.#write(quoteDouble(text));
    } else if (text.includes('\n')) {
      if (isKey || /[ \t]\n/.test(text) || (/^[ \n]*$/.test(text.slice(1)) && text.includes(' ')))
        this.#write(quoteDouble(text));
      else this.#block(text, indent);
    } else if (changesWhenPlain(text)) {
      this.#write(quoteDouble(text));
    } else if (canBePlain(text)) {
      this.#folded(text, indent, isKey);
    } else {
      this.#write("'");
      this.#folded(text.replace(/'/g, "''"), indent, isKey);
      this.#write("'");
    }
  }

  #block(text: string, indent: number): void {
    const keeps = text === '\n' || text.endsWith('\n\n') ? '+' : '';
    const chomp = text.endsWith('\n') ? keeps : '-';
    this.#write(`|${/^[ \n]/.test(text) ? '2' : ''}${chomp}`);
    const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
    const padding = ' '.repeat(Math.max(indent, 2));
    for (const line of lines) this.#write(`\n${line === '' ? '' : padding + line}`);
  }

  #folded(text: string, indent: number, isKey: boolean): void {
    if (isKey || text.length < bestWidth - this.#column) {
      this.#write(text);
      return;
    }
    const padding = ' '.repeat(Math.max(indent, 2));
    let start = 0;
    for (let at = 1; at < text.length - 1; at += 1) {
      const single = text[at] === ' ' && text[at - 1] !== ' ' && text[at + 1] !== ' ';
      if (single && this.#column + at - start > bestWidth) {
        this.#write(`${text.slice(start, at)}\n${padding}`);
        start = at + 1;
      }
    }
    this.#write(text.slice(start));
  }

  #newLine(indent: number): void {
    this.#write(`\n${' '.repeat(indent)}`);
  }

  #write(text: string): void {
    this.#budget.text(text.length);
    this.#parts.push(text);
    const last = text.lastIndexOf('\n');
    this.#column = last < 0 ? this.#column + text.length : text.length - last - 1;
  }
}

/** Numbers go through JSON, where they have digits up to 1e21. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RenderError('template', 'NaN and infinity are no JSON.');
  if (Number.isInteger(value) && Math.abs(value) < 1.8e19) return BigInt(value).toString();
  return formatFloat(value);
}

/** The order of go-yaml: letters after other characters, digits by the number they make. */
function compareKeys(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  let inDigits = false;
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const x = a[index] ?? '';
    const y = b[index] ?? '';
    if (x === y) {
      inDigits = /\d/.test(x);
      continue;
    }
    const isLetterX = /\p{L}/u.test(x);
    const isLetterY = /\p{L}/u.test(y);
    if (isLetterX && isLetterY) return (x.codePointAt(0) ?? 0) - (y.codePointAt(0) ?? 0);
    if (isLetterX || isLetterY) return isLetterX === inDigits ? -1 : 1;
    const runX = /^\d*/.exec(a.slice(index, index + 15).join(''))?.[0] ?? '';
    const runY = /^\d*/.exec(b.slice(index, index + 15).join(''))?.[0] ?? '';
    const byNumber = Number(runX) - Number(runY);
    if (byNumber !== 0) return byNumber;
    if (runX.length !== runY.length) return runX.length - runY.length;
    return (x.codePointAt(0) ?? 0) - (y.codePointAt(0) ?? 0);
  }
  return a.length - b.length;
}

function hasSpecial(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udfff]/.test(text);
}

function canBePlain(text: string): boolean {
  if (/^[-?:](?: |$)/.test(text) || /^[#,[\]{}&*!|>'"%@`]/.test(text)) return false;
  if (/^---|^\.\.\./.test(text)) return false;
  if (/^ | $/.test(text)) return false;
  return !/: | #|:$/.test(text);
}

function quoteDouble(text: string): string {
  let quoted = '"';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (character === '"' || character === '\\') quoted += `\\${character}`;
    else if (named[point] !== undefined) quoted += `\\${named[point]}`;
    else if (point < 0x20 || (point >= 0x7f && point < 0xa0)) quoted += `\\x${hex(point, 2)}`;
    else if (point > 0xffff) quoted += `\\U${hex(point, 8)}`;
    else if (
      [0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff].includes(point) ||
      (point >= 0xd800 && point < 0xe000)
    ) {
      quoted += `\\u${hex(point, 4)}`;
    } else quoted += character;
  }
  return `${quoted}"`;
}

function hex(point: number, width: number): string {
  return point.toString(16).toUpperCase().padStart(width, '0');
}

/** Writes a value the way Helm's `toYaml` does: sorted keys, lists not indented, Go's rules for quotes. */
export function writeYaml(value: GoValue, budget: RenderBudget): string {
  const writer = new YamlWriter(budget);
  writer.value(value, { indent: 0, inList: false, root: true });
  return writer.finish();
}
