/**
 * What a value of a manifest may look like. A union is told apart by the form of the value: a map, a list or one value.
 */
export type Shape =
  | { readonly form: 'text' | 'flag' | 'duration' | 'anything' }
  | {
      readonly form: 'number';
      readonly whole: boolean;
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly form: 'list'; readonly of: Shape }
  | { readonly form: 'map'; readonly of: Shape }
  | { readonly form: 'object'; readonly fields: Readonly<Record<string, Shape>> }
  | { readonly form: 'either'; readonly shapes: readonly Shape[] };

type ObjectShape = Extract<Shape, { form: 'object' }>;

export const text: Shape = { form: 'text' };
export const flag: Shape = { form: 'flag' };
export const duration: Shape = { form: 'duration' };
export const anything: Shape = { form: 'anything' };
export const number: Shape = { form: 'number', whole: false };
export const whole: Shape = { form: 'number', whole: true };
/** Copilot reads a negative or a larger number as an error. */
export const port: Shape = { form: 'number', whole: true, min: 0, max: 65_535 };
export const list = (of: Shape): Shape => ({ form: 'list', of });
export const map = (of: Shape): Shape => ({ form: 'map', of });
export const object = (fields: Readonly<Record<string, Shape>>): ObjectShape => ({
  form: 'object',
  fields,
});
export const either = (...shapes: Shape[]): Shape => ({ form: 'either', shapes });
