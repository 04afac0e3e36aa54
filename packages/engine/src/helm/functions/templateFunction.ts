import { RenderBudget } from '../renderBudget';
import { GoMap, GoValue, OpaqueRegister } from '../values/goValue';

/** Parameter types of Go that an argument must have; `any` is `interface{}`. */
export type ParameterKind = 'any' | 'string' | 'int' | 'bool' | 'map';

/** What a function may use beside its arguments. */
export interface FunctionContext {
  readonly budget: RenderBudget;
  readonly opaque: OpaqueRegister;
  /** What `required` misses becomes an unknown value instead of an error. */
  readonly lenient: boolean;
  readonly include: (name: string, dot: GoValue) => string;
  readonly renderText: (source: string, dot: GoValue) => string;
}

export interface TemplateFunction {
  readonly parameters: readonly ParameterKind[];
  /** Any number of further arguments of this kind. */
  readonly rest?: ParameterKind;
  /**
   * True for functions that hand opaque values on without deciding anything by them. All others answer with an opaque
   * value when they are given one.
   */
  readonly transparent?: boolean;
  readonly run: (args: readonly GoValue[], context: FunctionContext) => GoValue;
}

export type FunctionTable = Readonly<Record<string, TemplateFunction>>;

interface ArgumentTypes {
  any: GoValue;
  string: string;
  int: bigint;
  bool: boolean;
  map: GoMap;
}

type ArgumentsOf<P extends readonly ParameterKind[]> = {
  [K in keyof P]: P[K] extends ParameterKind ? ArgumentTypes[P[K]] : never;
};

/** A function with a fixed number of parameters. */
export function fixed<const P extends readonly ParameterKind[]>(
  parameters: P,
  run: (args: ArgumentsOf<P>, context: FunctionContext) => GoValue,
  transparent = false,
): TemplateFunction {
  return {
    parameters,
    transparent,
    run: (args, context) => run(args as unknown as ArgumentsOf<P>, context),
  };
}

/** A function that takes any number of arguments after the fixed ones. */
export function variadic<const P extends readonly ParameterKind[], R extends ParameterKind>(
  parameters: P,
  rest: R,
  run: (
    args: ArgumentsOf<P>,
    rest: readonly ArgumentTypes[R][],
    context: FunctionContext,
  ) => GoValue,
  transparent = false,
): TemplateFunction {
  const count = parameters.length;
  return {
    parameters,
    rest,
    transparent,
    run: (args, context) =>
      run(
        args.slice(0, count) as unknown as ArgumentsOf<P>,
        args.slice(count) as unknown as readonly ArgumentTypes[R][],
        context,
      ),
  };
}
