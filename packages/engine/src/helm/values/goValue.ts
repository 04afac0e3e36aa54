/**
 * A value as Go's templates see it: bigint for integers, number for float64 (every number of a values file), Map for
 * maps with string keys, undefined for nil.
 */
export type GoValue =
  undefined | boolean | string | number | bigint | GoValue[] | GoMap | GoObject | Opaque;

export type GoMap = Map<string, GoValue>;

/** Something with methods, such as `.Files` and `.Capabilities.APIVersions`. */
export class GoObject {
  readonly typeName: string;
  readonly fields: ReadonlyMap<string, GoValue>;
  readonly methods: ReadonlyMap<string, (args: readonly GoValue[]) => GoValue>;
  /** What `range` visits, for objects that are maps underneath. */
  readonly entries?: () => readonly (readonly [string, GoValue])[];

  constructor(
    typeName: string,
    fields: Readonly<Record<string, GoValue>>,
    methods: Readonly<Record<string, (args: readonly GoValue[]) => GoValue>>,
    entries?: () => readonly (readonly [string, GoValue])[],
  ) {
    this.entries = entries;
    this.typeName = typeName;
    this.fields = new Map(Object.entries(fields));
    this.methods = new Map(Object.entries(methods));
  }
}

/**
 * A value that cannot be known here: a random one, the time, what `required` asks for at deploy time. It may be printed
 * (as a mark that the reader of the rendered objects recognises) but nothing may be decided by it.
 */
export class Opaque {
  readonly mark: string;

  constructor(mark: string) {
    this.mark = mark;
  }
}

const markPattern = /\uE000(\d+)\uE001/;

/** True when a text contains the mark of an opaque value. */
export function isMarked(text: string): boolean {
  return text.includes('\uE000');
}

/** The opaque values of one rendering, with the reason why each is not known. */
export class OpaqueRegister {
  readonly #reasons: string[] = [];
  readonly #byReason = new Map<string, Opaque>();

  get used(): boolean {
    return this.#reasons.length > 0;
  }

  create(reason: string): Opaque {
    let opaque = this.#byReason.get(reason);
    if (!opaque) {
      opaque = new Opaque(`\uE000${this.#reasons.length}\uE001`);
      this.#reasons.push(reason);
      this.#byReason.set(reason, opaque);
    }
    return opaque;
  }

  /** Why a marked text is not known. */
  reasonOf(text: string): string {
    const index = markPattern.exec(text)?.[1];
    const reason = index === undefined ? undefined : this.#reasons[Number(index)];
    return reason ?? 'It depends on a value that is not known here.';
  }
}

/** Go's kind of a value, as `kindOf` says it. */
export function kindOf(value: GoValue): string {
  if (value === undefined) return 'invalid';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'float64';
  if (typeof value === 'bigint') return 'int';
  if (Array.isArray(value)) return 'slice';
  return value instanceof Map ? 'map' : 'struct';
}

/** Truth as in `if`: empty and zero values are false. */
export function isTruthy(value: Exclude<GoValue, Opaque> | GoValue): boolean {
  if (value === undefined || value === false || value === '' || value === 0 || value === 0n)
    return false;
  if (typeof value === 'number' && Number.isNaN(value)) return true;
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  return true;
}

/** Keys in the order in which Go visits a map. */
export function sortedKeys(map: ReadonlyMap<string, unknown>): string[] {
  return [...map.keys()].sort(compareText);
}

/** Order of Go's strings (by UTF-8 bytes, which is the order of code points). */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  let index = 0;
  while (left.charCodeAt(index) === right.charCodeAt(index)) index += 1;
  const a = left.charCodeAt(index);
  const b = right.charCodeAt(index);
  if (Number.isNaN(a)) return -1;
  if (Number.isNaN(b)) return 1;
  const surrogate = (code: number): number =>
    code >= 0xd800 && code <= 0xdfff ? code + 0x10000 : code;
  return surrogate(a) - surrogate(b);
}
