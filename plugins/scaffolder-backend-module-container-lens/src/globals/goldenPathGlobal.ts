import { JsonValue } from '@backstage/types';
import { GoldenPathConfig } from '@container-lens/golden-path';

/**
 * Builds `goldenPath(path)`: one value of the block `containerLens.goldenPath`, defaults included. A path that does not exist
 * gives nothing, so that a template can ask for optional keys in `if`.
 */
export function createGoldenPathGlobal(config: GoldenPathConfig) {
  return (path: unknown): JsonValue | undefined => {
    if (typeof path !== 'string') {
      return undefined;
    }
    let current: unknown = config;
    for (const part of path.split('.')) {
      if (typeof current !== 'object' || current === null || !Object.hasOwn(current, part)) {
        return undefined;
      }
      current = (current as Record<string, unknown>)[part];
    }
    return current as JsonValue | undefined;
  };
}
