import { z } from 'zod';

const labelName = z
  .string()
  .max(317)
  .regex(
    /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/,
    'must be the name of a label, such as cost-center or example.com/cost-center',
  );

/**
 * The value of a label in the catalog.
 *
 * @public
 */
export const labelValueSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/,
    'must have at most 63 letters, digits, hyphens, underscores and dots, and begin and end with a letter or digit',
  );

const label = z.strictObject({
  title: z.string().min(1).max(100).optional(),
  /** Every service has it, and nobody is asked. */
  value: labelValueSchema.optional(),
  /** What may be answered; anything when not set. */
  values: z.array(labelValueSchema).min(1).max(100).optional(),
  required: z.boolean().default(false),
});

/**
 * Labels of the catalog by name: `required` asks for one, any other text is the value of all services, and a map says more.
 */
export const labelsConfigSchema = z
  .record(
    labelName,
    z.preprocess(value => {
      if (typeof value !== 'string') return value;
      return value === 'required' ? { required: true } : { value };
    }, label),
  )
  .refine(labels => Object.keys(labels).length <= 20, { message: 'at most 20 labels' });
