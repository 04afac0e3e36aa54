import { z } from 'zod';

const empty = (value: unknown) => (value === '' || value === null ? undefined : value);
const answer = <T extends z.ZodType>(schema: T) => z.preprocess(empty, schema.optional());

/**
 * What the owner of a repository wants of a retrofit. An empty answer of a form counts as not given.
 *
 * @public
 */
export const retrofitChoicesSchema = z.strictObject({
  /** Deploy target to bring where there is none: its id, or `none`. That of the configuration when not set. */
  target: answer(z.string().max(40)),
  /** Pipeline to bring where there is none: its id, or `none`. That of the configuration when not set. */
  ci: answer(z.string().max(40)),
  /** Update bot to bring where there is none: its id, or `none`. That of the configuration when not set. */
  updateBot: answer(z.string().max(40)),
  /** Brings the target although the repository is deployed in some way. */
  addTarget: z.boolean().default(false),
  /** Brings the pipeline although the repository has one. */
  addPipeline: z.boolean().default(false),
  /** Moves the image to the organisation's parent where that is proven to be compatible. */
  moveParent: z.boolean().default(true),
  /** Adds docs/container-lens-snippets.md: health and shutdown code to copy by hand. */
  snippets: z.boolean().default(false),
  /** Entity reference of the owning team, for catalog-info.yaml. */
  owner: answer(
    z
      .string()
      .max(300)
      .regex(/^[A-Za-z0-9][A-Za-z0-9:/._-]*$/, 'must be an entity reference'),
  ),
  description: answer(
    z
      .string()
      .max(160)
      // eslint-disable-next-line no-control-regex
      .regex(/^[^\x00-\x1f\x7f]*$/, 'must be one line'),
  ),
  schedule: answer(z.string().max(100)),
  /** The branch that is released. */
  defaultBranch: z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9][A-Za-z0-9_./-]*$/, 'must be the name of a branch')
    .default('main'),
});

/** @public */
export type RetrofitChoices = z.output<typeof retrofitChoicesSchema>;
