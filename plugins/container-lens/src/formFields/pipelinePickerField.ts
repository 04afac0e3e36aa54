import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { explainPipeline } from './pipeline';
import { PipelinePicker } from './PipelinePicker';
import { defaultLanguage } from './useGoldenPathOptions';

/** `ui:field: PipelinePicker`; answers `{ ci, updateBot }`. */
export const pipelinePickerField = createFormField({
  name: 'PipelinePicker',
  component: PipelinePicker,
  schema: makeFieldSchema({
    output: z => z.object({ ci: z.string().optional(), updateBot: z.string().optional() }),
    uiOptions: z => z.object({ language: z.string().optional() }),
  }),
  validation: async (pipeline, field, { apiHolder, uiSchema }) => {
    // What cannot be asked now is found when the task runs.
    const options = await apiHolder
      .get(containerLensApiRef)
      ?.getGoldenPathOptions(uiSchema?.['ui:options']?.language ?? defaultLanguage)
      .catch(() => undefined);
    const problem = options && explainPipeline(options, pipeline ?? {});
    if (problem) {
      field.addError(problem);
    }
  },
});
