import { ApiHolder } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { explainName } from './explainName';
import { ServiceNamePicker } from './ServiceNamePicker';
import { defaultLanguage } from './useGoldenPathOptions';

/** `ui:field: ContainerLensServiceNamePicker` */
export const serviceNamePickerField = createFormField({
  name: 'ContainerLensServiceNamePicker',
  component: ServiceNamePicker,
  schema: makeFieldSchema({
    output: z => z.string(),
    uiOptions: z => z.object({ language: z.string().optional() }),
  }),
  validation: async (name, field, { apiHolder, uiSchema }) => {
    const problem = await findNameProblem({
      name,
      language: uiSchema?.['ui:options']?.language ?? defaultLanguage,
      apiHolder,
    });
    if (problem) {
      field.addError(problem);
    }
  },
});

/** What is wrong with a name before the form goes on. What cannot be asked now is found when the task runs. */
export async function findNameProblem(options: {
  readonly name: string | undefined;
  readonly language: string;
  readonly apiHolder: Pick<ApiHolder, 'get'>;
}): Promise<string | undefined> {
  const { name, language, apiHolder } = options;
  if (!name) {
    return 'Give the service a name.';
  }
  const goldenPath = await apiHolder
    .get(containerLensApiRef)
    ?.getGoldenPathOptions(language)
    .catch(() => undefined);
  const problem = goldenPath && explainName(name, goldenPath.namePattern);
  if (problem) {
    return problem;
  }
  const existing = await apiHolder
    .get(catalogApiRef)
    ?.getEntityByRef({ kind: 'component', namespace: 'default', name })
    .catch(() => undefined);
  return existing && `The catalog has a component named ${name} already.`;
}
