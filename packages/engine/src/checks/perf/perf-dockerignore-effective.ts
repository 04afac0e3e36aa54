import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { listContextCopies } from '../../facts/image/contextCopies';
import { eachImage } from '../../facts/image/eachImage';
import { findIgnoreFile } from '../../facts/image/ignoreFile';
import { endSentence } from '../../facts/image/endSentence';
import { imageUnits } from '../../facts/image/imageUnits';
import { listUnwantedPaths } from '../../facts/image/listUnwantedPaths';
import { isIgnored } from '../../facts/repository/ignorePatterns';
import { repositoryTree } from '../../facts/repository/repositoryTree';

/** The build context excludes what the image does not need. */
export const perfDockerignoreEffective = defineCheck({
  id: 'perf-dockerignore-effective',
  needs: { units: imageUnits, tree: repositoryTree },
  absentReason: 'The repository builds no image.',
  judge: ({ units, tree }) =>
    eachImage(units, (dockerfile, unit): Judgement => {
      const { context } = unit;
      if (context.kind === 'remote') {
        return { verdict: 'not-applicable', reason: 'The build context is a URL.' };
      }
      if (context.kind === 'folder' && !tree.hasFolder(context.path)) {
        return {
          verdict: 'not-applicable',
          reason: `The build context ${context.path} is generated.`,
        };
      }
      const folder = context.kind === 'folder' ? context.path : '';
      const whole = listContextCopies(dockerfile).find(copy => copy.source === '');
      const ignore = findIgnoreFile(unit, tree);
      if (ignore.status === 'absent' && !whole) {
        return { verdict: 'not-applicable', reason: 'Nothing copies the whole build context.' };
      }
      const open = context.kind === 'unknown' ? context : undefined;
      const unread = ignore.status === 'unavailable' ? ignore : open;
      if (unread || ignore.status === 'unavailable') {
        const reason = `The ignore file in force is not known: ${unread?.reason}`;
        return { verdict: 'unknown', code: 'unresolved-variable', reason: endSentence(reason) };
      }
      if (ignore.status === 'absent') {
        const message = 'The whole build context is copied and there is no ignore file.';
        const finding = { message, path: dockerfile.path, line: whole?.line };
        return { verdict: 'fail', reason: message, findings: [finding] };
      }
      const { path, patterns } = ignore;
      const line = patterns[0]?.line ?? 1;
      const allowList =
        /^(\*|\*\*|\*\*\/\*)$/.test(patterns[0]?.pattern ?? '') && !patterns[0]?.negated;
      const wanted = allowList ? ['.git/config', '.env'] : listUnwantedPaths(tree, folder);
      const missed = wanted.filter(unwanted => !isIgnored(patterns, unwanted));
      if (missed.length > 0) {
        const message = `The ignore file leaves ${missed.join(', ')} in the build context.`;
        return { verdict: 'warn', reason: message, findings: [{ message, path, line }] };
      }
      const reason = allowList
        ? 'The ignore file is an allow-list.'
        : `The ignore file leaves out ${wanted.join(', ')}.`;
      return { verdict: 'pass', reason, evidence: [{ message: reason, path, line }] };
    }),
});
