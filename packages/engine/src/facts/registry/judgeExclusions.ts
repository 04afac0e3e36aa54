import { matchesPattern } from '../matchesPattern';

/** How far tags are protected. @public */
export type TagProtection =
  | { readonly kind: 'immutable' | 'mutable' | 'unknown' }
  /** The filters cover what release tags usually look like, and those that exist cannot be listed. */
  | { readonly kind: 'unlisted' }
  | { readonly kind: 'partly'; readonly why: string };

/** Release tags as people write them, for repositories whose tags are not known. */
const samples = ['1.2.3', '10.20.30', 'v1.2.3', 'v10.20.30', '0123abc', `9${'f'.repeat(39)}`];

/** Words of tags that move by intention. */
const movingWords = new Set(
  (
    'latest cache buildcache branch branches feature features feat bugfix fix pr prs pull mr merge dev develop ' +
    'development snapshot nightly edge main master trunk canary ci test tests tmp temp wip preview renovate dependabot'
  ).split(' '),
);

/**
 * What a mutability setting of ECR with its exclusion filters means for release tags. `tags` are the release tags that
 * exist, `undefined` when they cannot be listed; samples stand for them where none is known.
 *
 * @public
 */
export function judgeExclusions(
  setting: string,
  filters: readonly string[],
  tags: readonly string[] | undefined,
): TagProtection {
  switch (setting) {
    case 'IMMUTABLE':
      return { kind: 'immutable' };
    case 'MUTABLE':
      return { kind: 'mutable' };
    case 'IMMUTABLE_WITH_EXCLUSION': {
      const wide = filters.find(filter =>
        [...samples, ...(tags ?? [])].some(tag => matchesPattern(filter, tag)),
      );
      if (wide !== undefined) {
        return {
          kind: 'partly',
          why: `the exclusion ${wide.slice(0, 100)} also matches release tags`,
        };
      }
      const other = filters.find(filter => !isMoving(filter));
      return other === undefined
        ? { kind: 'immutable' }
        : {
            kind: 'partly',
            why: `what the exclusion ${other.slice(0, 100)} stands for is not known`,
          };
    }
    case 'MUTABLE_WITH_EXCLUSION': {
      const isProtected = (tag: string) => filters.some(filter => matchesPattern(filter, tag));
      if (filters.includes('*')) return { kind: 'immutable' };
      const releases = tags && tags.length > 0 ? tags : samples;
      if (releases.every(isProtected)) return { kind: tags ? 'immutable' : 'unlisted' };
      if (!releases.some(isProtected)) return { kind: 'mutable' };
      const open = releases.find(tag => !isProtected(tag));
      return { kind: 'partly', why: `no filter covers tags such as ${open?.slice(0, 100)}` };
    }
    default:
      return { kind: 'unknown' };
  }
}

function isMoving(filter: string): boolean {
  return filter
    .toLowerCase()
    .split(/[^a-z]+/)
    .some(word => movingWords.has(word));
}
