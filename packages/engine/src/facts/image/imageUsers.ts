import { defineFact } from '../../contract/fact';
import { absent, present } from '../../contract/observation';
import { imageConfigs } from './imageConfigs';
import { imageUnits } from './imageUnits';
import { findRootAlias, isRootUser } from './rootUser';

/**
 * Whether an image runs as root when nothing else says who.
 *
 * @public
 */
export interface ImageUser {
  readonly unit: string;
  /** Path of its Dockerfile. */
  readonly path: string;
  readonly state: 'root' | 'non-root' | 'unknown';
  /** A sentence. */
  readonly reason: string;
}

/** @public */
export const imageUsers = defineFact<readonly ImageUser[]>({
  id: 'image-users',
  description: 'Whether the default user of each image is root.',
  derive: (_input, read) => {
    const units = read(imageUnits);
    if (units.status !== 'present') return units;
    const configs = read(imageConfigs);
    if (configs.status === 'unavailable') return configs;
    if (units.value.length === 0) return absent();
    return present(
      units.value.map(({ name, path, dockerfile }): ImageUser => {
        const config =
          configs.status === 'present'
            ? configs.value.find(({ unit }) => unit === name)
            : undefined;
        if (!config || dockerfile.status !== 'present') {
          return { unit: name, path, state: 'unknown', reason: `${name} cannot be read.` };
        }
        if (!config.user.resolved) {
          const reason = `The default user of ${name} is not known: ${config.user.reason}.`;
          return { unit: name, path, state: 'unknown', reason };
        }
        const user = config.user.value ?? '';
        const isRoot = isRootUser(user) || findRootAlias(dockerfile.value, user) !== undefined;
        return isRoot
          ? { unit: name, path, state: 'root', reason: `The image of ${name} runs as root.` }
          : {
              unit: name,
              path,
              state: 'non-root',
              reason: `The image of ${name} runs as ${user}.`,
            };
      }),
    );
  },
});
