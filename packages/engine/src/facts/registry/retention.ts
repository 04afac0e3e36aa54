import { defineFact } from '../../contract/fact';
import { Observation, present } from '../../contract/observation';
import { LifecycleRule, RegistryImage } from '../../contract/registryEvidence';
import { Thresholds, thresholds } from '../organisation/thresholds';

/** The limits of retention and the moment ages are counted to. @public */
export interface Retention {
  readonly limit: (name: string) => number;
  readonly now: Date;
}

const check = 'cost-registry-lifecycle';

/** @public */
export const retention = defineFact<Retention>({
  id: 'retention',
  description: 'Limits for the retention of images.',
  derive: ({ now }, read): Observation<Retention> => {
    const all: Observation<Thresholds> = read(thresholds);
    if (all.status !== 'present') return all;
    return present({ limit: (name: string) => all.value.number(check, name), now });
  },
});

/** @public */
export type RetentionOutcome =
  { readonly kind: 'bounded' | 'none' } | { readonly kind: 'partly'; readonly why: string };

/** What lifecycle rules achieve, and whether the images show it. @public */
export function judgeRetention(
  rules: readonly LifecycleRule[],
  images: readonly RegistryImage[] | undefined,
  { limit, now }: Retention,
): RetentionOutcome {
  if (rules.length === 0) return { kind: 'none' };
  const expiring = rules.filter(({ action }) => action === 'expire');
  if (expiring.length === 0)
    return { kind: 'partly', why: 'images are archived and never deleted' };
  const untagged = expiring.some(
    rule =>
      rule.tagStatus !== 'tagged' &&
      (rule.countType === 'imageCountMoreThan' ||
        (rule.countType === 'sinceImagePushed' && rule.countNumber <= limit('untagged_days'))),
  );
  const tagged = expiring.some(
    rule =>
      rule.tagStatus !== 'untagged' &&
      ((rule.countType === 'imageCountMoreThan' && rule.countNumber <= limit('max_count')) ||
        (rule.countType === 'sinceImagePushed' && rule.countNumber <= limit('max_age_days'))),
  );
  if (!untagged) {
    return {
      kind: 'partly',
      why: `untagged images stay for more than ${limit('untagged_days')} days`,
    };
  }
  if (!tagged) {
    const why = `tagged images are bounded neither to ${limit('max_count')} nor to ${limit('max_age_days')} days`;
    return { kind: 'partly', why };
  }
  const stale = (images ?? []).filter(image => isStale(image, { limit, now })).length;
  return stale > limit('stale_allowed')
    ? { kind: 'partly', why: `${stale} old images that nobody pulls are still there` }
    : { kind: 'bounded' };
}

const dayMs = 24 * 60 * 60 * 1000;

function isStale(image: RegistryImage, { limit, now }: Retention): boolean {
  if (image.pushedAt === undefined) return false;
  const days = (moment: string) => (now.getTime() - Date.parse(moment)) / dayMs;
  const unused =
    image.lastPulledAt === undefined || days(image.lastPulledAt) > limit('stale_pull_days');
  return days(image.pushedAt) > limit('stale_age_days') && unused;
}
