/** An expression of HCL, as far as literals need it; `opaque` is what is not followed. */
export type HclExpression = { readonly line: number } & (
  | { readonly kind: 'literal'; readonly value: string | number | boolean | undefined }
  | { readonly kind: 'template'; readonly parts: readonly HclExpression[] }
  | { readonly kind: 'tuple'; readonly items: readonly HclExpression[] }
  | {
      readonly kind: 'object';
      readonly entries: readonly (readonly [HclExpression, HclExpression])[];
    }
  | { readonly kind: 'traversal'; readonly root: string; readonly steps: readonly HclStep[] }
  | { readonly kind: 'access'; readonly target: HclExpression; readonly steps: readonly HclStep[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly HclExpression[] }
  | {
      readonly kind: 'conditional';
      readonly test: HclExpression;
      readonly yes: HclExpression;
      readonly no: HclExpression;
    }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: HclExpression;
      readonly right: HclExpression;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: HclExpression }
  | { readonly kind: 'opaque'; readonly reason: string }
);

/** `.name`, `[index]`; `undefined` for a splat. */
export type HclStep = string | HclExpression | undefined;

/** The inside of a file or block. */
export interface HclBody {
  readonly attributes: ReadonlyMap<string, HclExpression>;
  readonly blocks: readonly HclBlock[];
  readonly line: number;
}

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: HclBody;
  readonly line: number;
}
