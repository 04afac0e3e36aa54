import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { EarlierReleases, earlierReleases } from '../../facts/registry/earlierReleases';
import { eachSelectedImage } from '../../facts/registry/eachSelectedImage';
import { describeBytes } from '../../facts/registry/imageSize';
import { compareSizes } from '../../facts/registry/compareSizes';
import { SelectedImage, selectedImages } from '../../facts/registry/selectedImages';
import { entitySettings } from '../../facts/repository/entitySettings';

/** Image size does not creep. */
export const perfImageSizeRegression = defineCheck({
  id: 'perf-image-size-regression',
  needs: {
    settings: entitySettings,
    selected: observed(selectedImages),
    releases: earlierReleases,
  },
  judge: ({ settings, selected, releases }) =>
    eachSelectedImage({ selected, settings, judge: image => judgeGrowth(image, releases) }),
});

function judgeGrowth(selected: SelectedImage, releases: EarlierReleases): Judgement {
  const { image, name } = selected;
  if (image.pushedAt === undefined) {
    const reason = `When ${name} was pushed is not known.`;
    return { verdict: 'unknown', code: 'no-source-configured', reason };
  }
  const growth = compareSizes(image, releases.before(selected), releases.limit('window'));
  if (growth.kind === 'unknown') {
    const reason = `The registry does not say how large ${name} is.`;
    return { verdict: 'unknown', code: 'no-source-configured', reason };
  }
  if (growth.kind === 'few') {
    const reason = `Fewer than three releases came before ${name}.`;
    return { verdict: 'not-applicable', reason };
  }
  const { bytes, median, platform } = growth;
  const percent = ((bytes - median) * 100) / median;
  const where = platform === undefined ? '' : ` on ${platform}`;
  const message = `${name} has ${describeBytes(bytes)}${where}; the releases before it have ${describeBytes(median)} (${percent >= 0 ? '+' : ''}${percent.toFixed(1)} %).`;
  if (percent <= releases.limit('warn_percent')) {
    return { verdict: 'pass', reason: message, evidence: [{ message }] };
  }
  const isLarge =
    percent > releases.limit('fail_percent') &&
    bytes - median > releases.limit('fail_min_mb') * 1_000_000;
  return { verdict: isLarge ? 'fail' : 'warn', reason: message, findings: [{ message }] };
}
