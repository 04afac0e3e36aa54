import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { ResolvedDockerfile } from '../../facts/dockerfile/resolvedDockerfile';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { AddedSource, listAddedSources } from '../../facts/instructions/addedSources';
import { judgeFindings } from '../../facts/instructions/judgeFindings';

/** Files are copied with COPY; ADD is for archives and remote sources. */
export const costDockerfileCopyOverAdd = defineCheck({
  id: 'cost-dockerfile-copy-over-add',
  needs: { units: imageUnits },
  absentReason: 'The repository builds no image.',
  judge: ({ units }) => eachImage(units, judgeDockerfile),
});

function judgeDockerfile(dockerfile: ResolvedDockerfile): Judgement {
  const added = listAddedSources(dockerfile);
  if (!dockerfile.stages.some(({ steps }) => steps.some(({ keyword }) => keyword === 'ADD'))) {
    return { verdict: 'not-applicable', reason: 'The Dockerfile has no ADD.' };
  }
  const plain = added.filter(({ kind }) => kind === 'plain');
  const find = (list: readonly AddedSource[], say: (source: AddedSource) => string): Finding[] =>
    list.map(source => ({ message: say(source), path: dockerfile.path, line: source.line }));
  return judgeFindings({
    fails: find(
      plain.filter(({ inFinalChain }) => inFinalChain),
      ({ written }) => `ADD ${written} is no archive; COPY says what is meant.`,
    ),
    warns: find(
      plain.filter(({ inFinalChain }) => !inFinalChain),
      ({ written }) => `ADD ${written} in a build stage is no archive; COPY says what is meant.`,
    ),
    unknowns: find(
      added.filter(({ kind }) => kind === 'unresolved'),
      ({ written }) => `What ADD ${written} adds is not known: a variable in it has no value here.`,
    ),
    passes: 'ADD is used for archives and remote sources only.',
    evidence: find(added, ({ written, kind }) =>
      kind === 'archive' ? `ADD extracts ${written}.` : `ADD fetches ${written}.`,
    ),
  });
}
