import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { RetrofitPreview } from './RetrofitPreview';

/** `ui:field: RetrofitPreview`, on a property of type `'null'`: it shows and answers nothing. */
export const retrofitPreviewField = createFormField({
  name: 'RetrofitPreview',
  component: RetrofitPreview,
  schema: makeFieldSchema({ output: z => z.null() }),
});
