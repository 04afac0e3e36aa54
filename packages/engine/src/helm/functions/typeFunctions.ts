import { RenderError } from '../renderError';
import { typeName } from '../values/formatPrintf';
import { GoObject, GoValue, isTruthy, kindOf, Opaque } from '../values/goValue';
import { isEqual } from '../values/isEqual';
import { isUnknown } from './textFunctions';
import { fixed, FunctionTable, variadic } from './templateFunction';

/** Sprig's defaults, conditions and questions about types. */
export const typeFunctions: FunctionTable = {
  default: variadic(
    ['any'],
    'any',
    ([fallback], values) => {
      const [value] = values;
      if (isUnknown(value)) return value;
      return isTruthy(value) ? value : fallback;
    },
    true,
  ),
  empty: fixed(['any'], ([value]) => !isTruthy(value)),
  coalesce: variadic([], 'any', (_, values) => values.find(isTruthy)),
  all: variadic([], 'any', (_, values) => values.every(isTruthy)),
  any: variadic([], 'any', (_, values) => values.some(isTruthy)),
  ternary: fixed(['any', 'any', 'bool'], ([yes, no, condition]) => (condition ? yes : no), true),
  kindOf: fixed(['any'], ([value]) => exactKind(value)),
  kindIs: fixed(['string', 'any'], ([kind, value]) => {
    if (typeof value === 'bigint' && (kind === 'int' || kind === 'int64')) exactKind(value);
    return kindOf(value) === kind;
  }),
  typeOf: fixed(['any'], ([value]) => exactType(value)),
  typeIs: fixed(['string', 'any'], ([type, value]) => isType(type, value)),
  typeIsLike: fixed(['string', 'any'], ([type, value]) => isType(type.replace(/^\*/, ''), value)),
  deepEqual: fixed(['any', 'any'], ([left, right], { budget }) => isEqual(left, right, budget)),
};

function exactKind(value: GoValue): string {
  if (typeof value === 'bigint') {
    throw new RenderError('unsupported', 'Whether a number is int or int64 is not known here.');
  }
  return kindOf(value);
}

function exactType(value: GoValue): string {
  if (typeof value === 'bigint') exactKind(value);
  if (Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string')) {
    throw new RenderError('unsupported', 'The type of a list of texts is not known here.');
  }
  if (value instanceof GoObject || value instanceof Opaque) return typeName(value);
  return typeName(value);
}

function isType(type: string, value: GoValue): boolean {
  if (['string', 'bool', 'float64'].includes(type)) return kindOf(value) === type;
  return exactType(value) === type;
}
