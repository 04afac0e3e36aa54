import { RegistryImage, RegistryPlatform } from '../../contract/registryEvidence';

/**
 * The manifests of an image that are container images (catalogue definition `platform-set`): attestation manifests and
 * entries without a platform are none. `undefined` when they could not be read.
 *
 * @public
 */
export function platformSet({ platforms }: RegistryImage): readonly RegistryPlatform[] | undefined {
  if (platforms?.status !== 'present') return undefined;
  return platforms.value.filter(
    ({ os, architecture, referenceType }) =>
      referenceType !== 'attestation-manifest' && !(os === 'unknown' && architecture === 'unknown'),
  );
}

/** `linux/arm64`. @public */
export function platformName({ os, architecture }: RegistryPlatform): string {
  return `${os}/${architecture}`;
}
