import { defineFact } from '../../contract/fact';
import { absent, Observation, present, unavailable } from '../../contract/observation';
import { RegistryRepository } from '../../contract/registryEvidence';
import { cloud } from '../cloud/cloud';
import { resolved } from '../resolved';
import { ecrTypes, readEcrSettings } from './ecrSettings';
import { registrySnapshot } from './registrySnapshot';
import { RepositoryState } from './repositoryState';

/** One image repository of the entity. @public */
export interface RepositorySetup {
  readonly name: string;
  /** Absent: there is no such repository yet. */
  readonly state: Observation<RepositoryState>;
}

/**
 * How the image repositories of the entity are set up: as the registry says, else as infrastructure code does.
 * Unavailable with the reason of the registry when neither says anything.
 *
 * @public
 */
export const repositorySettings = defineFact<readonly RepositorySetup[]>({
  id: 'repository-settings',
  description: 'Tag mutability, scanning, lifecycle and signing of the image repositories.',
  derive: (_input, read): Observation<readonly RepositorySetup[]> => {
    const snapshot = read(registrySnapshot);
    if (snapshot.status === 'present') {
      const setups = snapshot.value.repositories.map(toSetup);
      if (setups.some(({ state }) => state.status !== 'unavailable')) return present(setups);
    }
    const code = read(cloud);
    if (code.status === 'present') {
      const states = readEcrSettings(code.value);
      const unread = code.value.unread.filter(({ types }) =>
        types.some(type => (ecrTypes as readonly string[]).includes(type)),
      );
      if (states.length > 0 || unread.length > 0) {
        return present([
          ...states.map(state => ({ name: state.name, state: present(state) })),
          ...unread.map(({ path, reason }) => ({
            name: path,
            state: unavailable<RepositoryState>('unparseable', reason),
          })),
        ]);
      }
    }
    if (snapshot.status === 'present') return present(snapshot.value.repositories.map(toSetup));
    return snapshot;
  },
});

function toSetup(repository: RegistryRepository): RepositorySetup {
  const { name, settings, images, kind } = repository;
  if (settings.status !== 'present') {
    return { name, state: settings.status === 'absent' ? absent() : settings };
  }
  const { tagMutability, mutabilityExclusions = [], scanning, lifecycleRules } = settings.value;
  return {
    name,
    state: present({
      name,
      source: 'registry',
      mutability: { setting: resolved(tagMutability), exclusions: resolved(mutabilityExclusions) },
      scanning: {
        frequency: resolved(scanning?.frequency),
        scanType: resolved(scanning?.scanType ?? (kind === 'ecr' ? 'BASIC' : undefined)),
      },
      lifecycle: { rules: resolved(lifecycleRules) },
      pullThroughCache: settings.value.pullThroughCache ?? false,
      signingRule: settings.value.signingRule ?? false,
      native: scanning?.native,
      images: images.status === 'present' ? images.value : undefined,
    }),
  };
}
