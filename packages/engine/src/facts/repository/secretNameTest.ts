import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { isSecretName } from './secretNames';

/** Whether a variable name says that its value is a secret. @public */
export type IsSecretName = (name: string) => boolean;

/**
 * The words of the catalogue, and those the organisation adds with `secretNames`.
 *
 * @public
 */
export const secretNameTest = defineFact<IsSecretName>({
  id: 'secret-name-test',
  description: 'Words that make a variable name the name of a secret.',
  derive: ({ organisation }) =>
    present((name: string) => isSecretName(name, organisation.secretNames)),
});
