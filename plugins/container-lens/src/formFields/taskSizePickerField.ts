import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { completeSize, explainSize } from './taskSize';
import { TaskSizePicker } from './TaskSizePicker';
import { defaultLanguage } from './useGoldenPathOptions';
import { chosenWorkload } from './workload';

/** `ui:field: TaskSizePicker` */
export const taskSizePickerField = createFormField({
  name: 'TaskSizePicker',
  component: TaskSizePicker,
  schema: makeFieldSchema({
    output: z =>
      z.object({
        cpu: z.number().int().optional(),
        memory: z.number().int().optional(),
        min: z.number().int().optional(),
        max: z.number().int().optional(),
      }),
    uiOptions: z => z.object({ language: z.string().optional() }),
  }),
  validation: async (size, field, { apiHolder, formData, uiSchema }) => {
    // What cannot be asked now is found when the task runs.
    const options = await apiHolder
      .get(containerLensApiRef)
      ?.getGoldenPathOptions(uiSchema?.['ui:options']?.language ?? defaultLanguage)
      .catch(() => undefined);
    const scales = chosenWorkload({ formData }) !== 'job';
    const problem = options && explainSize(options, completeSize(options, size, scales));
    if (problem) {
      field.addError(problem);
    }
  },
});
