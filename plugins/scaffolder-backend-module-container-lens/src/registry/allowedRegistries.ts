import { RootConfigService } from '@backstage/backend-plugin-api';
import { GoldenPathConfig } from '@container-lens/golden-path';
import { parseImageReference } from './imageReference';

/** Host of a private registry of Amazon ECR. */
const ecrHost =
  /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(?:\.cn)?$/;

/** @returns account and Region of a private registry of Amazon ECR. */
export function ecrPlaceOf(host: string): { account: string; region: string } | undefined {
  const [, account, region] = ecrHost.exec(host) ?? [];
  return account && region ? { account, region } : undefined;
}

/**
 * Which registries the portal may ask: those of Amazon ECR, those of the configured parent images, and the hosts of
 * `backend.reading.allow`. Anything else would let a template make the portal call hosts of its own network.
 */
export function createAllowedRegistries(options: {
  config: RootConfigService;
  parentImages: GoldenPathConfig['parentImages'];
}): (host: string) => boolean {
  const parents = Object.values(options.parentImages)
    .flat()
    .flatMap(({ build, runtime }) => [build, runtime])
    .map(reference => parseImageReference(reference).host);
  const reading = (options.config.getOptionalConfigArray('backend.reading.allow') ?? [])
    // An entry with paths allows only those, which a registry does not keep to.
    .filter(entry => !entry.has('paths'))
    .map(entry => entry.getString('host').toLowerCase());
  const exact = new Set([...parents, ...reading]);
  const suffixes = reading.filter(host => host.startsWith('*.')).map(host => host.slice(1));
  return host =>
    ecrPlaceOf(host) !== undefined ||
    exact.has(host) ||
    suffixes.some(suffix => host.endsWith(suffix));
}
