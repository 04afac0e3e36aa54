import inputs from './actionInputs.generated.json';

/**
 * The inputs of our scaffolder actions, by id. A test of the scaffolder module compares the list with the actions themselves; run it
 * with UPDATE_ACTION_INPUTS=1 after a change.
 *
 * @public
 */
export const actionInputs: Readonly<
  Record<string, { readonly required: readonly string[]; readonly optional: readonly string[] }>
> = inputs;
