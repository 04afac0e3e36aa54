import { RenderError } from '../renderError';
import { resolvePlainScalar } from '../yaml/resolvePlainScalar';
import { GoValue } from '../values/goValue';
import { fixed, FunctionTable, TemplateFunction, variadic } from './templateFunction';

/** Sprig's functions on numbers. */
export const numberFunctions: FunctionTable = {
  int: fixed(['any'], ([value]) => toInteger(value)),
  int64: fixed(['any'], ([value]) => toInteger(value)),
  float64: fixed(['any'], ([value]) => toFloat(value)),
  atoi: fixed(['string'], ([text]) =>
    /^[+-]?\d{1,18}$/.test(text) ? BigInt(text.replace(/^\+/, '')) : 0n,
  ),
  toDecimal: fixed(['any'], ([value]) => {
    const text = typeof value === 'string' ? value : String(toInteger(value));
    return /^[0-7]{1,20}$/.test(text) ? BigInt(`0o${text}`) : 0n;
  }),
  add: variadic([], 'any', (_, values) =>
    values.reduce((sum: bigint, value) => wrap(sum + toInteger(value)), 0n),
  ),
  add1: fixed(['any'], ([value]) => wrap(toInteger(value) + 1n)),
  sub: fixed(['any', 'any'], ([left, right]) => wrap(toInteger(left) - toInteger(right))),
  mul: variadic(['any'], 'any', ([first], rest) =>
    rest.reduce((product: bigint, value) => wrap(product * toInteger(value)), toInteger(first)),
  ),
  div: fixed(['any', 'any'], ([left, right]) => wrap(toInteger(left) / divisor(right))),
  mod: fixed(['any', 'any'], ([left, right]) => toInteger(left) % divisor(right)),
  max: variadic(['any'], 'any', ([first], rest) => extreme(first, rest, (a, b) => a > b)),
  biggest: variadic(['any'], 'any', ([first], rest) => extreme(first, rest, (a, b) => a > b)),
  min: variadic(['any'], 'any', ([first], rest) => extreme(first, rest, (a, b) => a < b)),
  floor: fixed(['any'], ([value]) => Math.floor(toFloat(value))),
  ceil: fixed(['any'], ([value]) => Math.ceil(toFloat(value))),
  round: variadic(['any', 'int'], 'any', ([value, places]) => {
    const factor = 10 ** Number(places);
    const scaled = toFloat(value) * factor;
    return (scaled - Math.floor(scaled) >= 0.5 ? Math.ceil(scaled) : Math.floor(scaled)) / factor;
  }),
  addf: floats((a, b) => a + b),
  subf: floats((a, b) => a - b),
  mulf: floats((a, b) => a * b),
  divf: floats((a, b) => a / b),
  maxf: floats(Math.max),
  minf: floats(Math.min),
};

function floats(run: (left: number, right: number) => number): TemplateFunction {
  return variadic(['any'], 'any', ([first], rest) =>
    rest.reduce((sum: number, value) => run(sum, toFloat(value)), toFloat(first)),
  );
}

function extreme(
  first: GoValue,
  rest: readonly GoValue[],
  isBetter: (a: bigint, b: bigint) => boolean,
): bigint {
  return rest.reduce((best: bigint, value) => {
    const number = toInteger(value);
    return isBetter(number, best) ? number : best;
  }, toInteger(first));
}

function divisor(value: GoValue): bigint {
  const number = toInteger(value);
  if (number === 0n) throw new RenderError('template', 'integer divide by zero');
  return number;
}

/** int64 overflows silently. */
function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

/** `cast.ToInt64`: what is no number is 0. */
export function toInteger(value: GoValue): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 63) {
      throw new RenderError('unsupported', 'A number too large for int64 is not converted.');
    }
    return BigInt(Math.trunc(value));
  }
  if (typeof value !== 'string') return 0n;
  const text = value.trim() === value ? value : '';
  if (/^[+-]?(?:[1-9]\d{0,17}|0+)$/.test(text)) return BigInt(text.replace(/^\+/, ''));
  const notation = /^([+-]?)0(?:[xX]([0-9a-fA-F]{1,15})|[bB]([01]{1,60})|[oO]?([0-7]{1,20}))$/.exec(
    text,
  );
  if (notation) {
    const [, sign, hex, binary, octal] = notation;
    const digits = [hex && `0x${hex}`, binary && `0b${binary}`, `0o${octal ?? '0'}`].find(Boolean);
    const number = BigInt(digits ?? 0);
    return sign === '-' ? -number : number;
  }
  if (/^[+-]?\d+\.0*[1-9]\d*$/.test(text)) return 0n;
  if (/^[+-]?0/.test(text) || /^[+-]?\d+[._eExX]/.test(text) || /^[+-]?\d{19,}$/.test(text)) {
    // Other notations are read differently by versions of the library Helm uses.
    throw new RenderError(
      'unsupported',
      `Converting "${text.slice(0, 30)}" to an integer is not supported.`,
    );
  }
  return 0n;
}

/** `cast.ToFloat64`. */
export function toFloat(value: GoValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return 0;
  const number = resolvePlainScalar(value);
  return typeof number === 'number' ? number : 0;
}
