import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { ResolvedDockerfile } from '../../facts/dockerfile/resolvedDockerfile';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeFindings } from '../../facts/instructions/judgeFindings';
import { DirectoryUse, listDirectoryUses } from '../../facts/instructions/workingDirectories';

/** Working directories are absolute. */
export const costDockerfileWorkdirAbsolute = defineCheck({
  id: 'cost-dockerfile-workdir-absolute',
  needs: { units: imageUnits },
  absentReason: 'The repository builds no image.',
  judge: ({ units }) => eachImage(units, judgeDockerfile),
});

function judgeDockerfile(dockerfile: ResolvedDockerfile): Judgement {
  const uses = listDirectoryUses(dockerfile);
  const workdirs = uses.filter(({ keyword }) => keyword === 'WORKDIR');
  const copies = uses.filter(({ keyword }) => keyword !== 'WORKDIR');
  const relative = workdirs.filter(({ path }) => path === 'relative');
  // A destination that needs a WORKDIR and has none depends on the parent.
  const loose = copies.filter(
    ({ path, inFinalChain, afterWorkdir }) => path !== 'absolute' && inFinalChain && !afterWorkdir,
  );
  if (workdirs.length === 0 && !copies.some(({ path }) => path !== 'absolute')) {
    const reason = 'The Dockerfile sets no WORKDIR and copies to absolute paths only.';
    return { verdict: 'not-applicable', reason };
  }
  const find = (list: readonly DirectoryUse[], say: (use: DirectoryUse) => string): Finding[] =>
    list.map(use => ({ message: say(use), path: dockerfile.path, line: use.line }));
  return judgeFindings({
    fails: find(
      relative.filter(({ afterAbsolute }) => !afterAbsolute),
      ({ written }) => `WORKDIR ${written} is relative: where it lies depends on the parent image.`,
    ),
    warns: [
      ...find(
        relative.filter(({ afterAbsolute }) => afterAbsolute),
        ({ written }) =>
          `WORKDIR ${written} is relative to an earlier WORKDIR; write the whole path.`,
      ),
      ...find(
        loose.filter(({ path }) => path === 'relative'),
        ({ keyword, written }) =>
          `${keyword} to ${written} without a WORKDIR before it depends on the parent image.`,
      ),
    ],
    unknowns: find(
      [
        ...workdirs.filter(({ path }) => path === 'unresolved'),
        ...loose.filter(({ path }) => path === 'unresolved'),
      ],
      ({ keyword, written }) =>
        `Where ${keyword} ${written} leads is not known: a variable in it has no value here.`,
    ),
    passes: 'Every WORKDIR is absolute, and relative destinations follow one.',
    evidence: find(workdirs, ({ written }) => `WORKDIR ${written}`),
  });
}
