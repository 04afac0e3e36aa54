import { ApiHolder } from '@backstage/frontend-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { explainTarget } from './deployTarget';
import { DeployTargetPicker } from './DeployTargetPicker';
import { defaultLanguage } from './useGoldenPathOptions';
import { chosenWorkload } from './workload';

/** `ui:field: DeployTargetPicker` */
export const deployTargetPickerField = createFormField({
  name: 'DeployTargetPicker',
  component: DeployTargetPicker,
  schema: makeFieldSchema({
    output: z => z.string(),
    uiOptions: z => z.object({ language: z.string().optional() }),
  }),
  validation: async (target, field, { apiHolder, formData, uiSchema }) => {
    const problem = await findTargetProblem({
      target,
      formData,
      language: uiSchema?.['ui:options']?.language ?? defaultLanguage,
      apiHolder,
    });
    if (problem) {
      field.addError(problem);
    }
  },
});

/** What is wrong with a target before the form goes on. What cannot be asked now is found when the task runs. */
export async function findTargetProblem(options: {
  readonly target: string;
  /** All answers so far. */
  readonly formData: unknown;
  readonly language: string;
  readonly apiHolder: Pick<ApiHolder, 'get'>;
}): Promise<string | undefined> {
  const { target, formData, language, apiHolder } = options;
  const goldenPath = await apiHolder
    .get(containerLensApiRef)
    ?.getGoldenPathOptions(language)
    .catch(() => undefined);
  const problem =
    goldenPath && explainTarget(goldenPath.targets, target, chosenWorkload({ formData }));
  return problem && `${problem} Choose another one.`;
}
