import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { explainSecretName } from './explainSecretName';
import { SecretsPicker } from './SecretsPicker';

/** `ui:field: SecretsPicker`; answers names, never values. */
export const secretsPickerField = createFormField({
  name: 'SecretsPicker',
  component: SecretsPicker,
  schema: makeFieldSchema({
    output: z => z.array(z.string()),
    uiOptions: z => z.object({ language: z.string().optional() }),
  }),
  validation: (names, field) => {
    const problem = (names ?? []).map(explainSecretName).find(Boolean);
    if (problem) {
      field.addError(problem);
    }
  },
});
