/** Rules of hadolint whose default severity is error; the built-in lint knows these and no others. */
export const lintRules = {
  DL3000: 'WORKDIR needs an absolute path.',
  DL3004: 'sudo behaves unpredictably in a build; use USER or gosu instead.',
  DL3011: 'EXPOSE names a port above 65535.',
  DL3012: 'The stage has more than one HEALTHCHECK; only the last one counts.',
  DL3020: 'ADD copies plain files or folders; COPY does that without surprises.',
  DL3021: 'COPY of several sources needs a destination that ends with a slash.',
  DL3023: 'COPY --from names its own stage.',
  DL3024: 'The name of the stage is already taken.',
  DL3043: 'ONBUILD cannot hold ONBUILD, FROM or MAINTAINER.',
  DL3044: 'ENV uses a variable that the same instruction sets: it still has its old value.',
  DL3061: 'Only ARG may stand before the first FROM.',
  DL4000: 'MAINTAINER is deprecated; use a label.',
  DL4004: 'The stage has more than one ENTRYPOINT; only the last one counts.',
} as const;

/** @public */
export type LintRule = keyof typeof lintRules;

/**
 * One error in a Dockerfile.
 *
 * @public
 */
export interface LintFinding {
  readonly rule: LintRule;
  readonly line: number;
}
