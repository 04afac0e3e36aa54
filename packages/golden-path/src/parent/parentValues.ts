import { z } from 'zod';
import { parentFamilies } from './parentOverlays';

/**
 * What a repository of parent images is rendered with, as templates see it under `values.parents`.
 *
 * @public
 */
export const parentValuesSchema = z.strictObject({
  families: z.array(z.enum(parentFamilies)).min(1).max(parentFamilies.length),
  registry: z.strictObject({
    account: z.string().regex(/^\d{12}$/, 'must be an AWS account id of 12 digits'),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS Region such as eu-west-1'),
    /** First part of the names of the parents. */
    namespace: z
      .string()
      .max(100)
      .regex(/^[a-z][a-z0-9-]*$/, 'must have small letters, digits and hyphens'),
    /** `host/namespace`. */
    prefix: z
      .string()
      .max(300)
      .regex(/^[a-z0-9][a-z0-9.-]*\/[a-z][a-z0-9-]*$/, 'must be host/namespace'),
  }),
  /** Where the official images come from: a registry and a path, such as that of a pull-through cache. */
  upstream: z
    .string()
    .max(300)
    .regex(/^[a-z0-9][a-z0-9.:-]*(\/[a-z0-9][a-z0-9._-]*)+$/, 'must be host/path'),
  /** When everything is rebuilt: five fields, in UTC. */
  schedule: z
    .string()
    .max(100)
    .regex(/^[\d*,/-]+( [\d*,/-]+){4}$/, 'must be a schedule of five fields, such as 17 3 * * 1'),
  /** Who must agree to a change, as an entity reference. */
  approvers: z
    .string()
    .max(300)
    .regex(/^[A-Za-z0-9][A-Za-z0-9:/._-]*$/, 'must be an entity reference'),
});

/** @public */
export type ParentValues = z.output<typeof parentValuesSchema>;
