import { Judgement } from '../../contract/verdict';
import { OwnContainer } from '../deployment/ownContainer';
import { parseImageReference } from '../dockerfile/imageReference';
import { judgementAt } from './judgementAt';
import { cutAfterSlash } from '../repository/cutAfterSlash';

const ecr =
  /^\d{12}\.dkr[.-]ecr(?:-fips)?\.([a-z]{2}(?:-[a-z]{1,12}){1,3}-\d)\.(?:amazonaws\.com(?:\.cn)?|on\.aws)$/;
/** Public registries that are served from wherever their operator likes. */
const hostInText =
  /(?:^|[\s"'(])(\d{12}\.dkr[.-]ecr(?:-fips)?\.[a-z0-9-]{1,30}\.(?:amazonaws\.com(?:\.cn)?|on\.aws))\//;
const anywhere =
  /^(docker\.io|ghcr\.io|quay\.io|registry\.gitlab\.com|public\.ecr\.aws|mcr\.microsoft\.com|gcr\.io|registry\.k8s\.io|cgr\.dev|registry\.access\.redhat\.com)$/;
/** The host names the Region in which it runs. */
const sameRegion =
  /\.dkr[.-]ecr(-fips)?\.(\$\{AWS::Region\}|\$\{?AWS_REGION\}?|\$\{?AWS_DEFAULT_REGION\}?)\./;

/**
 * Judges whether an image is pulled inside the Regions its workload runs in.
 *
 * @param regions - Regions of the workload, possibly as `${AWS::Region}`
 * @public
 */
export function judgeColocation(container: OwnContainer, regions: readonly string[]): Judgement {
  const { image, unit, platform } = container;
  const text = image.resolved ? image.value : image.reason;
  if (text !== undefined && sameRegion.test(text)) {
    return judgementAt('pass', `${unit} takes its image from the Region it runs in.`, container);
  }
  if (platform === 'copilot' && image.resolved && image.value === undefined) {
    return judgementAt(
      'pass',
      `Copilot keeps the image of ${unit} in the Region it deploys to.`,
      container,
    );
  }
  const known = regions.filter(region => /^[a-z]{2}(-[a-z]{1,12}){1,3}-\d$/.test(region));
  if (known.length === 0) {
    const reason = `In which Region ${unit} runs is not known; the annotation container-lens/runtime-region can say it.`;
    return judgementAt('unknown', reason, container, 'no-source-configured');
  }
  // A tag that is filled in later leaves the host known.
  const hostOnly = image.resolved ? undefined : hostInText.exec(image.reason)?.[1];
  if (!image.resolved && hostOnly === undefined) {
    return judgementAt('unknown', `The image of ${unit} is not known: ${image.reason}`, container);
  }
  const written = image.resolved ? (image.value ?? '') : `${hostOnly}/image`;
  const reference =
    parseImageReference(written) ?? parseImageReference(cutAfterSlash(written, ':@'));
  if (!reference) {
    return judgementAt('unknown', `${written || 'No image'} is no image reference.`, container);
  }
  const home = ecr.exec(reference.host)?.[1];
  const where = known.join(', ');
  if (home !== undefined) {
    const others = known.filter(region => region !== home);
    return others.length === 0
      ? judgementAt('pass', `${unit} runs in ${where}, where its image is.`, container)
      : judgementAt(
          'fail',
          `${unit} runs in ${others.join(', ')} and takes its image from ${home}.`,
          container,
        );
  }
  return anywhere.test(reference.host)
    ? judgementAt(
        'warn',
        `${unit} runs in ${where} and takes its image from ${reference.host}.`,
        container,
      )
    : judgementAt(
        'unknown',
        `${unit} runs in ${where}; where ${reference.host} is cannot be told.`,
        container,
        'no-source-configured',
      );
}
