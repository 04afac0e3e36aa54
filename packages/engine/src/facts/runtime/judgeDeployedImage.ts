import { Judgement } from '../../contract/verdict';
import { OwnContainer } from '../deployment/ownContainer';
import { ImageOverride } from './imageOverrides';
import { readImageVersion } from './imageVersion';
import { judgementAt } from './judgementAt';
import { matchOverrides } from './matchOverrides';

const worstFirst = ['fail', 'warn', 'unknown', 'pass'] as const;

/**
 * Judges which version of the image a container gets: what the pipeline fills in decides, else what is written.
 *
 * @public
 */
export function judgeDeployedImage(
  container: OwnContainer,
  all: readonly OwnContainer[],
  overrides: readonly ImageOverride[],
): Judgement {
  const { image, unit, platform } = container;
  const reaching = matchOverrides(container, all, overrides);
  const written =
    image.resolved && image.value !== undefined ? readImageVersion(image.value) : undefined;
  // An override that cannot be read says no more than what is written, unless nothing is written.
  const read = reaching.filter(({ version }) => version.verdict !== 'unknown');
  const worst = worstFirst
    .map(verdict => read.find(({ version }) => version.verdict === verdict))
    .find(override => override !== undefined);
  if (worst) return judgementAt(worst.version.verdict, worst.version.message, worst);
  const [open] = reaching;
  if (open && written?.verdict !== 'pass') {
    return judgementAt('unknown', open.version.message, open);
  }
  if (written) return judgementAt(written.verdict, written.message, container);
  if (!image.resolved) {
    return judgementAt('unknown', `The image of ${unit} is not known: ${image.reason}`, container);
  }
  return platform === 'copilot'
    ? judgementAt('pass', `Copilot builds the image of ${unit} and tags it itself.`, container)
    : judgementAt('unknown', `${unit} names no image.`, container);
}
