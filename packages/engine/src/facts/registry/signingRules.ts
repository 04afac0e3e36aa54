import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { Finding } from '../../contract/verdict';
import { repositorySettings } from './repositorySettings';

/**
 * Signing rules of registries that cover an image repository of the entity; empty without any.
 *
 * @public
 */
export const signingRules = defineFact<readonly Finding[]>({
  id: 'signing-rules',
  description: 'Signing rules of registries.',
  derive: (_input, read) => {
    const setups = read(repositorySettings);
    const states =
      setups.status === 'present'
        ? setups.value.flatMap(({ state }) => (state.status === 'present' ? [state.value] : []))
        : [];
    return present(
      states
        .filter(({ signingRule }) => signingRule)
        .map(({ name, location }) => ({
          message: `A rule of the registry signs what is pushed to ${name}.`,
          ...location,
        })),
    );
  },
});
