import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { explainRepository } from './repositoryAddress';
import { RepositoryPicker } from './RepositoryPicker';

/** `ui:field: RepositoryPicker`; answers what the stock `RepoUrlPicker` answers. */
export const repositoryPickerField = createFormField({
  name: 'RepositoryPicker',
  component: RepositoryPicker,
  schema: makeFieldSchema({
    output: z => z.string(),
    uiOptions: z =>
      z.object({
        allowedHosts: z.array(z.string()).optional(),
        allowedOwners: z.array(z.string()).optional(),
      }),
  }),
  validation: (value, field, { uiSchema }) => {
    const { allowedHosts = [], allowedOwners = [] } = uiSchema?.['ui:options'] ?? {};
    const problem = explainRepository(value, { hosts: allowedHosts, owners: allowedOwners });
    if (problem) {
      field.addError(problem);
    }
  },
});
