import { CiModel, Deployment, StepPlace } from '../ci/model/pipeline';

const production = /(^|[^a-z])(prod|production|prd|live)([^a-z]|$)/i;

/** Whether a deployment goes to production, as far as something names where it goes. */
export function isProduction({ environment }: Pick<Deployment, 'environment'>): boolean {
  return environment !== undefined && production.test(environment);
}

/**
 * Whether a step runs only after production has the image. Where only one place is deployed to and nothing names it,
 * that is production; what a job installs in a cluster of its own is no deployment.
 */
export function afterProduction(
  ci: CiModel,
  place: StepPlace & { readonly ownCluster?: boolean },
): boolean {
  const own = ci.deployments.filter(
    ({ pipeline, job }) => pipeline === place.pipeline && !(place.ownCluster && job === place.job),
  );
  const named = own.filter(isProduction);
  const targets = named.length > 0 ? named : own.filter(d => d.environment === undefined);
  return targets.length > 0 && targets.some(deployed => ci.isBefore(deployed, place));
}
