import { RegistryReferrer } from '../../contract/registryEvidence';
import { Judgement } from '../../contract/verdict';
import { SelectedImage } from './selectedImages';
import { NoRegistry } from './eachSelectedImage';

/**
 * Judges what refers to an image. Without readable referrers, `without` decides.
 *
 * @public
 */
export function judgeReferrers(
  { image, name }: SelectedImage,
  options: {
    readonly judge: (referrers: readonly RegistryReferrer[]) => Judgement;
    readonly without: (why: NoRegistry) => Judgement;
  },
): Judgement {
  const { referrers } = image;
  if (!referrers || referrers.status === 'absent') {
    const reason = `What is attached to ${name} was not read.`;
    return options.without({ code: 'no-source-configured', reason });
  }
  return referrers.status === 'unavailable'
    ? options.without(referrers)
    : options.judge(referrers.value);
}

const signatureTypes =
  /^application\/vnd\.(cncf\.notary\.signature|dev\.sigstore\.bundle(\.v[0-9.]+)?\+json|dev\.cosign\.(artifact\.sig|simplesigning)\.v1\+json)$/;

/** Whether it is a signature of the digest it refers to. @public */
export function isSignature(
  { artifactType, source, tag }: RegistryReferrer,
  digest: string,
): boolean {
  if (source === 'tag' && tag === `${digest.replace(':', '-')}.sig`) return true;
  return artifactType !== undefined && signatureTypes.test(artifactType);
}

const bomTypes =
  /^(https:\/\/spdx\.dev\/Document(\/v?[0-9.]+)?|application\/spdx\+json|text\/spdx(\+json|\+xml)?|https:\/\/cyclonedx\.org\/bom(\/v?[0-9.]+)?|application\/vnd\.cyclonedx(\+json|\+xml)?)$/i;

/** Whether it is a bill of materials. @public */
export function isBom({ artifactType, predicateType }: RegistryReferrer): boolean {
  return [artifactType, predicateType].some(type => type !== undefined && bomTypes.test(type));
}

/** Whether it is build provenance. @public */
export function isProvenance({ predicateType }: RegistryReferrer): boolean {
  return (
    predicateType !== undefined &&
    /^https:\/\/slsa\.dev\/provenance\/v(0\.2|1(\.\d)?)$/.test(predicateType)
  );
}

/** Tags such as `sha256-….att` whose content was not read may hold what is looked for. @public */
export function isUnreadTag(referrer: RegistryReferrer): boolean {
  const { source, tag = '', predicateType, artifactType } = referrer;
  return (
    source === 'tag' &&
    predicateType === undefined &&
    artifactType === undefined &&
    /\.(att|sbom)$/.test(tag)
  );
}
