import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ParentImagePicker } from './ParentImagePicker';

/** `ui:field: ParentImagePicker`; shows, and answers nothing. */
export const parentImagePickerField = createFormField({
  name: 'ParentImagePicker',
  component: ParentImagePicker,
  schema: makeFieldSchema({
    output: z => z.null(),
    uiOptions: z => z.object({ language: z.string().optional() }),
  }),
});
