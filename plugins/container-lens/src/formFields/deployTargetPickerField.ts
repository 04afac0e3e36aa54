import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { DeployTargetPicker } from './DeployTargetPicker';

/** `ui:field: DeployTargetPicker` */
export const deployTargetPickerField = createFormField({
  name: 'DeployTargetPicker',
  component: DeployTargetPicker,
  schema: makeFieldSchema({
    output: z => z.string(),
    uiOptions: z => z.object({ language: z.string().optional() }),
  }),
});
