import { ApiHolder } from '@backstage/frontend-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { explainRepository, parseRepository, sayTaken } from './repositoryAddress';
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
  validation: async (value, field, { apiHolder, uiSchema }) => {
    const { allowedHosts = [], allowedOwners = [] } = uiSchema?.['ui:options'] ?? {};
    const problem =
      explainRepository(value, { hosts: allowedHosts, owners: allowedOwners }) ??
      (await findTaken(value, apiHolder));
    if (problem) {
      field.addError(problem);
    }
  },
});

/** What cannot be asked now is found when the task runs. */
async function findTaken(value: string, apiHolder: Pick<ApiHolder, 'get'>) {
  const found = await apiHolder
    .get(containerLensApiRef)
    ?.getRepositoryState(value)
    .catch(() => undefined);
  return sayTaken(found, parseRepository(value));
}
