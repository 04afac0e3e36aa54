import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { explainParent } from './parentChoice';
import { ParentImagePicker } from './ParentImagePicker';
import { defaultLanguage } from './useGoldenPathOptions';

/** `ui:field: ParentImagePicker`; answers the id of a pair where there are several, and else only shows the one. */
export const parentImagePickerField = createFormField({
  name: 'ParentImagePicker',
  component: ParentImagePicker,
  schema: makeFieldSchema({
    output: z => z.string(),
    uiOptions: z => z.object({ language: z.string().optional() }),
  }),
  validation: async (choice, field, { apiHolder, uiSchema }) => {
    // What cannot be asked now is found when the task runs.
    const options = await apiHolder
      .get(containerLensApiRef)
      ?.getGoldenPathOptions(uiSchema?.['ui:options']?.language ?? defaultLanguage)
      .catch(() => undefined);
    const problem = options && explainParent(options.parents, choice);
    if (problem) {
      field.addError(problem);
    }
  },
});
