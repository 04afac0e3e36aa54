import { InputError } from '@backstage/errors';
import { GoldenPathConfig } from '@container-lens/golden-path';
import { AwsPlace } from './awsClients';

/** What is known of places: where the registry is, and the environments. */
export type KnownPlaces = Pick<GoldenPathConfig, 'registry' | 'environments'>;

/**
 * The account and Region of an environment, as configured; those of the registry for what the environment leaves out.
 *
 * @throws InputError for an environment that is not configured.
 */
export function findPlace(known: KnownPlaces, environment: string): AwsPlace {
  const found = known.environments.find(({ name }) => name === environment);
  if (!found) {
    throw new InputError(
      `There is no environment '${environment}'. containerLens.goldenPath.environments has ${known.environments.map(({ name }) => name).join(', ')}.`,
    );
  }
  return {
    account: found.account ?? known.registry.account,
    region: found.region ?? known.registry.region,
  };
}
