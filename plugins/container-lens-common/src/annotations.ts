/**
 * The only place where annotation keys are spelled.
 *
 * @public
 */
export const annotations = {
  /** `service`, `worker`, `job`, `function`, `base-image` or `library-image`. */
  workloadType: 'container-lens/workload-type',
  /** Paths of the Dockerfiles the entity builds, separated by commas. */
  dockerfile: 'container-lens/dockerfile',
  /** OCI image references the entity publishes, separated by commas. */
  image: 'container-lens/image',
  /** `"true"` on the resource that describes a parent image. */
  parentImage: 'container-lens/parent-image',
  language: 'container-lens/language',
  flavour: 'container-lens/flavour',
  parentClass: 'container-lens/parent-class',
  /** `"true"` on entities that the quick start brought along. */
  example: 'container-lens/example',
  /** URL where the pipeline lives when the repository has none. */
  ci: 'container-lens/ci',
  /** URL where delivery lives when the repository has no descriptor. */
  delivery: 'container-lens/delivery',
  /** Folder of the service inside its repository, relative to the source location. */
  path: 'container-lens/path',
  githubProjectSlug: 'github.com/project-slug',
} as const;

/**
 * Whether the lens may read an annotation: all of its own, those that later versions know included, and the slug of the
 * repository. `lens check` takes the same from `catalog-info.yaml`.
 *
 * @public
 */
export function isLensAnnotation(key: string): boolean {
  return key.startsWith('container-lens/') || key === annotations.githubProjectSlug;
}
