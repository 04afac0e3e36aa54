import { YamlMap, YamlValue } from '../../../helm/yaml/readYaml';
import { Resolved, resolved, unresolved } from '../../resolved';

/** Reads fields of one package: what its renderer could not know, and placeholders, become `unresolved`. */
export class ManifestFields {
  readonly #reasonOf: (text: string) => string | undefined;

  constructor(reasonOf: (text: string) => string | undefined) {
    this.#reasonOf = reasonOf;
  }

  /** Why a value is not known, when it holds a mark of the renderer or a placeholder. */
  unknown(value: YamlValue): string | undefined {
    if (typeof value !== 'string') return undefined;
    const reason = this.#reasonOf(value);
    if (reason !== undefined) return reason;
    return /\$\{(?:(?!\$\{)[^}])*\}|\$\([A-Za-z_]\w*\)|\{\{|^<[^>]*>$|<[A-Z][A-Z0-9_-]+>/.test(
      value,
    )
      ? `${clean(value)} is a placeholder.`
      : undefined;
  }

  /** Like `unknown`, where `$(NAME)` is a variable of Kubernetes and a text may be anything. */
  unrendered(value: string): string | undefined {
    return this.#reasonOf(value);
  }

  text(value: YamlValue): Resolved<string> {
    const unknown = this.unknown(value);
    if (unknown !== undefined) return unresolved(unknown);
    return resolved(value === undefined || value === '' ? undefined : textOf(value));
  }

  flag(value: YamlValue, name: string): Resolved<boolean> {
    if (value === undefined || typeof value === 'boolean') return resolved(value);
    return unresolved(
      this.unknown(value) ?? `${name} is ${clean(textOf(value))}, which is neither true nor false.`,
    );
  }

  /** Annotations hold numbers as text. */
  number(value: YamlValue, name: string): Resolved<number> {
    if (value === undefined || typeof value === 'number') return resolved(value);
    if (typeof value === 'string' && /^-?\d{1,9}(\.\d{1,9})?$/.test(value.trim())) {
      return resolved(Number(value));
    }
    return unresolved(
      this.unknown(value) ?? `${name} is ${clean(textOf(value))}, which is no number.`,
    );
  }

  words(value: YamlValue): Resolved<readonly string[]> {
    if (value === undefined) return resolved<readonly string[]>(undefined);
    if (!Array.isArray(value)) {
      return unresolved(this.unknown(value) ?? `A list is expected, not ${clean(textOf(value))}.`);
    }
    for (const item of value) {
      const reason = typeof item === 'string' ? this.#reasonOf(item) : undefined;
      if (reason !== undefined) return unresolved(reason);
    }
    return resolved(value.slice(0, 1000).map(textOf));
  }

  /** Like words, but `$(NAME)` and `${NAME}` are no variables of Kubernetes there: they are placeholders. */
  names(value: YamlValue): Resolved<readonly string[]> {
    for (const item of Array.isArray(value) ? value : []) {
      const unknown = this.unknown(item);
      if (unknown !== undefined) return unresolved(unknown);
    }
    return this.words(value);
  }
}

export function descend(value: YamlValue, path: readonly string[]): YamlValue {
  let current = value;
  for (const key of path) {
    if (!(current instanceof Map)) return undefined;
    current = current.get(key);
  }
  return current;
}

export function mapOf(value: YamlValue): YamlMap {
  return value instanceof Map ? value : new Map();
}

/** The maps of a list; what is no map is left out. */
export function mapsOf(value: YamlValue): YamlMap[] {
  return Array.isArray(value) ? value.filter(item => item instanceof Map) : [];
}

export function textOf(value: YamlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value) || value instanceof Map)
    return Array.isArray(value) ? 'a list' : 'a map';
  return String(value);
}

/** For sentences: short, without marks of the renderer and control characters. */
export function clean(value: string): string {
  return value
    .replace(/\uE000\d*\uE001/g, '?')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 200);
}
