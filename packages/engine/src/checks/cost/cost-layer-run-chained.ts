import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { ResolvedDockerfile } from '../../facts/dockerfile/resolvedDockerfile';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeFindings } from '../../facts/instructions/judgeFindings';
import {
  isIndexUpdateAlone,
  listRunSequences,
  RunSequence,
} from '../../facts/instructions/runSequences';

const passLength = 2;
const warnLength = 4;

/** Related commands share one RUN. */
export const costLayerRunChained = defineCheck({
  id: 'cost-layer-run-chained',
  needs: { units: imageUnits },
  absentReason: 'The repository builds no image.',
  judge: ({ units }) => eachImage(units, judgeDockerfile),
});

function judgeDockerfile(dockerfile: ResolvedDockerfile): Judgement {
  const sequences = listRunSequences(dockerfile);
  if (sequences.length === 0) {
    return { verdict: 'not-applicable', reason: 'No stage that ships has a RUN.' };
  }
  const { path } = dockerfile;
  const alone = sequences.flat().filter(isIndexUpdateAlone);
  const find = (list: readonly RunSequence[]) =>
    list.map(([first, ...rest]) => ({
      message: `${rest.length + 1} RUN instructions follow each other; chain what belongs together.`,
      path,
      line: first.line,
    }));
  const longest = Math.max(...sequences.map(({ length }) => length));
  return judgeFindings({
    fails: [
      ...alone.map(({ line }) => ({
        message:
          'RUN only fetches the package index: a later install works with an old copy of it.',
        path,
        line,
      })),
      ...find(sequences.filter(({ length }) => length > warnLength)),
    ],
    warns: find(sequences.filter(({ length }) => length > passLength && length <= warnLength)),
    passes:
      longest === 1
        ? 'No two RUN instructions follow each other directly.'
        : `At most ${longest} RUN instructions follow each other directly.`,
    evidence: sequences
      .filter(({ length }) => length === longest)
      .map(([{ line }]) => ({ message: `${longest} RUN in a row.`, path, line })),
  });
}
