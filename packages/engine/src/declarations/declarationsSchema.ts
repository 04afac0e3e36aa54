import { z } from 'zod';
import { lens } from '../lens/lens';

const entity = /^(?:user|group):(?:[a-z0-9_.-]{1,63}\/)?[a-z0-9_.-]{1,63}$/i;

const check = z.enum(
  lens.checks.map(({ id }) => id),
  { error: 'The catalogue has no such check.' },
);
const unit = z.string().min(1).max(500);
const text = z.string().trim().min(1).max(2000);
const day = z.iso.date();

/**
 * One attestation of `.container-lens.yaml`, with the fields of the catalogue.
 *
 * @public
 */
export const attestationSchema = z.strictObject({
  check,
  /** One unit of the check, as scorecards name it; every unit when not set. */
  unit: unit.optional(),
  answer: z.enum(['yes', 'no']),
  statement: text,
  evidence_url: z.url({ protocol: /^https$/ }).max(2000),
  attested_by: z.string().regex(entity, 'Name a user or group, as in group:default/security.'),
  attested_at: day,
  expires_at: day,
});

/**
 * One accepted risk of `.container-lens.yaml`.
 *
 * @public
 */
export const waiverSchema = z.strictObject({
  check,
  unit: unit.optional(),
  reason: text,
  approver: text,
  expires_at: day,
});

const setting = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/**
 * `.container-lens.yaml`: what a file cannot show, and what the catalog does not say.
 *
 * @public
 */
export const declarationsSchema = z.strictObject({
  /** Annotations of the entity without the prefix `container-lens/`; the catalog wins. */
  entity: z.record(z.string(), setting).optional(),
  attestations: z.array(attestationSchema).max(200).nullish(),
  waivers: z.array(waiverSchema).max(200).nullish(),
});
