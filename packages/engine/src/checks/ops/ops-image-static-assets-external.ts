import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { eachImage } from '../../facts/image/eachImage';
import { endSentence } from '../../facts/image/endSentence';
import { imageUnits } from '../../facts/image/imageUnits';
import { findShippedFiles } from '../../facts/layers/shippedFiles';
import { thresholds } from '../../facts/organisation/thresholds';
import { entitySettings } from '../../facts/repository/entitySettings';
import { repositoryTree } from '../../facts/repository/repositoryTree';

const id = 'ops-image-static-assets-external';
const bulky =
  /\.(png|jpe?g|gif|webp|svgz|mp4|mov|avi|mp3|wav|pdf|psd|zip|tar|gz|tgz|7z|csv|parquet|avro|dump|sql|sqlite|db|onnx|pt|pth|bin|h5|safetensors)$/i;
const mebibyte = 1024 * 1024;

/** Bulky static assets and data are not baked into the image. */
export const opsImageStaticAssetsExternal = defineCheck({
  id,
  needs: {
    units: imageUnits,
    tree: repositoryTree,
    settings: entitySettings,
    limits: thresholds,
  },
  absentReason: 'The repository builds no image.',
  judge: ({ units, tree, settings, limits }) =>
    eachImage(units, (file, unit): Judgement => {
      const shipped = findShippedFiles({ file, unit, tree, wanted: bulky });
      if (shipped.kind === 'no-copies') {
        const reason = 'The final chain copies nothing from the build context.';
        return { verdict: 'not-applicable', reason };
      }
      if (shipped.kind === 'unknown') {
        const reason = endSentence(
          `What the image takes from the context is not known: ${shipped.reason}`,
        );
        return { verdict: 'unknown', code: 'unresolved-variable', reason };
      }
      const profile = settings.get('profile') ?? '';
      const content = ['web-static', 'ml'].includes(profile);
      const factor = content ? limits.number(id, 'content_profile_multiplier') : 1;
      const soft = limits.number(id, 'pass_mb') * factor;
      const hard = limits.number(id, 'fail_mb') * factor;
      const total = shipped.files.reduce((sum, { size }) => sum + size, 0) / mebibyte;
      const shown = `${total < 10 ? total.toFixed(1) : Math.round(total)} MB`;
      const largest = [...shipped.files].sort((a, b) => b.size - a.size).slice(0, 10);
      const limit = total > hard ? hard : soft;
      const message =
        total > soft
          ? `Media, archives and data in the image total ${shown}, more than ${limit} MB.`
          : `Media, archives and data in the image total ${shown}, at most ${soft} MB.`;
      const finding: Finding = { message, path: file.path, line: shipped.line };
      if (total <= soft) return { verdict: 'pass', reason: message, evidence: [finding] };
      const findings = largest.map(({ path, size }) => ({
        message: `${path}: ${(size / mebibyte).toFixed(1)} MB.`,
        path,
      }));
      const verdict = total > hard ? 'fail' : 'warn';
      return { verdict, reason: message, findings: [finding, ...findings] };
    }),
});
