import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { eachImage } from '../../facts/image/eachImage';
import { findCopiedSecrets } from '../../facts/image/findCopiedSecrets';
import { imageUnits } from '../../facts/image/imageUnits';
import { repositoryTree } from '../../facts/repository/repositoryTree';

/** No credential files are copied into the image. */
export const secImageNoSecretFiles = defineCheck({
  id: 'sec-image-no-secret-files',
  needs: { units: imageUnits, tree: repositoryTree },
  absentReason: 'The repository builds no image.',
  judge: ({ units, tree }) =>
    eachImage(units, (dockerfile, unit): Judgement => {
      const reading = findCopiedSecrets(dockerfile, unit, tree);
      switch (reading.kind) {
        case 'no-copies':
          return { verdict: 'not-applicable', reason: 'Nothing is copied from the build context.' };
        case 'unknown':
          return {
            verdict: 'unknown',
            code: reading.code,
            reason: reading.reason,
            evidence: [{ message: reading.reason, path: dockerfile.path, line: reading.line }],
          };
        default:
          break;
      }
      const [shipped, ...moreShipped] = reading.shipped;
      if (shipped) {
        return { verdict: 'fail', reason: shipped.message, findings: [shipped, ...moreShipped] };
      }
      const [weak, ...moreWeak] = reading.weak;
      if (weak) {
        return { verdict: 'warn', reason: weak.message, findings: [weak, ...moreWeak] };
      }
      if (reading.unguarded !== undefined) {
        const finding: Finding = {
          message: 'The whole repository is copied and no ignore file keeps a later .env out.',
          path: dockerfile.path,
          line: reading.unguarded,
        };
        return { verdict: 'warn', reason: finding.message, findings: [finding] };
      }
      const reason = 'No copied path is or holds a credential file.';
      return {
        verdict: 'pass',
        reason,
        evidence: [{ message: reason, path: dockerfile.path, line: reading.firstLine }],
      };
    }),
});
