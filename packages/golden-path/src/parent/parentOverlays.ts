/** Languages that have parent images. @public */
export const parentFamilies = ['node', 'go', 'python', 'java'] as const;

/** @public */
export type ParentFamily = (typeof parentFamilies)[number];

/**
 * The overlays of a repository of parent images. The list is always the same: `values.parents.families` decides which of
 * their files are rendered, so that a template needs no list that it would have to compute.
 *
 * @public
 */
export function parentOverlays(): string[] {
  return ['parent/base', 'parent/static', ...parentFamilies.map(family => `parent/${family}`)];
}
