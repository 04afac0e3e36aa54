import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { askedLabels, explainLabel } from './explainLabels';
import { LabelsPicker } from './LabelsPicker';
import { defaultLanguage } from './useGoldenPathOptions';

/** `ui:field: LabelsPicker`; answers values by the names of labels. */
export const labelsPickerField = createFormField({
  name: 'LabelsPicker',
  component: LabelsPicker,
  schema: makeFieldSchema({
    output: z => z.record(z.string()),
    uiOptions: z => z.object({ language: z.string().optional() }),
  }),
  validation: async (answers, field, { apiHolder, uiSchema }) => {
    // What cannot be asked now is found when the task runs.
    const options = await apiHolder
      .get(containerLensApiRef)
      ?.getGoldenPathOptions(uiSchema?.['ui:options']?.language ?? defaultLanguage)
      .catch(() => undefined);
    for (const label of askedLabels(options?.labels ?? [])) {
      const problem = explainLabel(label, answers?.[label.name]);
      if (problem) {
        field.addError(problem);
      }
    }
  },
});
