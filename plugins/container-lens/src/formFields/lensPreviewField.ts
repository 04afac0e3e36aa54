import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { LensPreview } from './LensPreview';

/** `ui:field: LensPreview`, on a property of type `'null'`: it shows and answers nothing. */
export const lensPreviewField = createFormField({
  name: 'LensPreview',
  component: LensPreview,
  schema: makeFieldSchema({
    output: z => z.null(),
    uiOptions: z => z.object({ language: z.string().optional() }),
  }),
});
