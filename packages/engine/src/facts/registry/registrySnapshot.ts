import { defineFact } from '../../contract/fact';
import { Observation, unavailable } from '../../contract/observation';
import { RegistryEvidence } from '../../contract/registryEvidence';
import { lens } from '../../lens/lens';

/**
 * What the registries say of the entity's images, if it is fresh enough to decide anything.
 *
 * @public
 */
export const registrySnapshot = defineFact<RegistryEvidence>({
  id: 'registry-snapshot',
  description: 'Image repositories of the entity with their settings and images.',
  derive: ({ evidence, now }): Observation<RegistryEvidence> => {
    const { registry } = evidence;
    if (!registry || registry.status === 'absent') {
      return unavailable('no-source-configured', 'No registry was asked about the images.');
    }
    if (registry.status === 'unavailable') return registry;
    const { observedAt, repositories } = registry.value;
    const hours = lens.defaults.registryEvidenceMaxAgeHours;
    if (now.getTime() - Date.parse(observedAt) > hours * 60 * 60 * 1000) {
      const day = observedAt.slice(0, 16).replace('T', ' ');
      return unavailable(
        'stale-evidence',
        `The registry was last read at ${day}, and its answers count for ${hours} hours.`,
      );
    }
    return repositories.length === 0
      ? unavailable('no-source-configured', 'No image repository of the entity is known.')
      : registry;
  },
});
