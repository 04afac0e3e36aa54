import { ManifestMap, isMap } from '../manifestValue';

/** `linux/arm64`, in small letters; empty when the manifest does not say it, which is Linux on x86-64. */
export function platformOf(manifest: ManifestMap): string {
  const { platform } = manifest;
  if (isMap(platform)) {
    return `${platform.osfamily ?? ''}/${platform.architecture ?? ''}`.toLowerCase();
  }
  return typeof platform === 'string' ? platform.toLowerCase() : '';
}

export function architectureOf(manifest: ManifestMap): string {
  return platformOf(manifest).split('/')[1] ?? '';
}
