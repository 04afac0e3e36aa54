import { defineCheck, UnitJudgement } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { CiModel, Pipeline } from '../../facts/ci/model/pipeline';
import { pipelines } from '../../facts/ci/pipelines';
import { Pinning, readPinning } from '../../facts/ciSecurity/pinnedReferences';
import { findUnreadablePart } from '../../facts/ciSecurity/unreadableParts';
import { entitySettings } from '../../facts/repository/entitySettings';

/** Third-party pipeline code is pinned. */
export const secCiActionsPinned = defineCheck({
  id: 'sec-ci-actions-pinned',
  needs: { model: pipelines, entity: entitySettings },
  judge: ({ model, entity }) => {
    const owner = entity.projectSlug?.split('/')[0];
    const judged = model.pipelines.map((pipeline): UnitJudgement => ({
      unit: pipeline.path,
      judgement: judge(pipeline, owner),
    }));
    return [...judged, ...unread(model)];
  },
});

const messages: Readonly<Partial<Record<Pinning, string>>> = {
  moving: 'follows a branch or has no version',
  version: 'is pinned to a tag, which its publisher can move',
  unresolved: 'is only known when the pipeline runs',
};

function judge(pipeline: Pipeline, owner: string | undefined): Judgement {
  const { references, system } = pipeline;
  const external = references.filter(reference => !reference.local);
  if (external.length === 0) {
    return { verdict: 'not-applicable', reason: 'The pipeline uses nothing from elsewhere.' };
  }
  const found = (pinning: Pinning): Finding[] =>
    external
      .filter(reference => readPinning(reference, system, owner) === pinning)
      .map(({ text, path, line }) => ({
        message: `${text.slice(0, 120)} ${messages[pinning] ?? 'is pinned'}.`,
        path,
        line,
      }));
  const [moving, ...others] = found('moving');
  if (moving) return { verdict: 'fail', reason: moving.message, findings: [moving, ...others] };
  const [tagged, ...more] = found('version');
  if (tagged) return { verdict: 'warn', reason: tagged.message, findings: [tagged, ...more] };
  const [open] = found('unresolved');
  if (open) {
    return {
      verdict: 'unknown',
      code: 'unresolved-variable',
      reason: open.message,
      evidence: [open],
    };
  }
  const reason =
    'Every third-party reference is pinned by commit or digest, and no job image floats.';
  return { verdict: 'pass', reason, evidence: [...found('fixed'), ...found('own')].slice(0, 20) };
}

function unread(model: CiModel): UnitJudgement[] {
  const files = model.unread.map(({ path, reason }): UnitJudgement => {
    const judgement = { verdict: 'unknown', code: 'unparseable', reason: `${reason}.` } as const;
    return { unit: path, judgement };
  });
  const elsewhere = findUnreadablePart(model);
  if (files.length > 0 || model.pipelines.length > 0 || elsewhere === undefined) return files;
  const reason = `What the pipeline uses is not known: ${elsewhere}.`;
  return [
    { unit: 'pipelines', judgement: { verdict: 'unknown', code: 'no-source-configured', reason } },
  ];
}
