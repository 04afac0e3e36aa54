import { defineFact } from '../../contract/fact';
import { absent, present } from '../../contract/observation';
import { SourceLocation } from './imageConfig';
import { imageConfigs } from './imageConfigs';
import { imageUnits } from './imageUnits';

/**
 * Whether an image has a health check of its own.
 *
 * @public
 */
export interface ImageHealth {
  readonly unit: string;
  readonly state: 'defined' | 'none' | 'unknown';
  /** A sentence. */
  readonly reason: string;
  readonly location: SourceLocation;
}

/** @public */
export const imageHealth = defineFact<readonly ImageHealth[]>({
  id: 'image-health',
  description: 'HEALTHCHECK of each image.',
  derive: (_input, read) => {
    const units = read(imageUnits);
    if (units.status !== 'present') return units;
    const configs = read(imageConfigs);
    if (configs.status === 'unavailable') return configs;
    if (units.value.length === 0) return absent();
    return present(
      units.value.map(({ name, path, dockerfile }): ImageHealth => {
        const config =
          configs.status === 'present'
            ? configs.value.find(({ unit }) => unit === name)
            : undefined;
        const location = { path };
        if (!config) {
          const reason =
            dockerfile.status === 'unavailable' ? dockerfile.reason : `${name} cannot be read.`;
          return { unit: name, state: 'unknown', reason, location };
        }
        const { healthcheck } = config;
        switch (healthcheck.state) {
          case 'defined':
            return {
              unit: name,
              state: 'defined',
              reason: 'The image defines HEALTHCHECK.',
              location: healthcheck.location,
            };
          case 'none':
            return {
              unit: name,
              state: 'none',
              reason: 'The image switches its health check off with HEALTHCHECK NONE.',
              location: healthcheck.location,
            };
          case 'absent':
            return { unit: name, state: 'none', reason: 'The image has no HEALTHCHECK.', location };
          default:
            return { unit: name, state: 'unknown', reason: healthcheck.reason, location };
        }
      }),
    );
  },
});
