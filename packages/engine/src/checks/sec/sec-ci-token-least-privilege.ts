import { defineCheck, UnitJudgement } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { CiModel } from '../../facts/ci/model/pipeline';
import { pipelines } from '../../facts/ci/pipelines';
import { findPipelineRoles } from '../../facts/ciSecurity/pipelineRoles';
import { PermissionReading, readPermissions } from '../../facts/ciSecurity/tokenPermissions';
import { findUnreadablePart } from '../../facts/ciSecurity/unreadableParts';
import { cloud } from '../../facts/cloud/cloud';
import { endSentence } from '../../facts/image/endSentence';

/** Pipeline identities have minimal permissions. */
export const secCiTokenLeastPrivilege = defineCheck({
  id: 'sec-ci-token-least-privilege',
  needs: { model: pipelines, infrastructure: optional(cloud) },
  absentReason: 'The repository has no workflow that builds an image and no role of a pipeline.',
  judge: ({ model, infrastructure }) => {
    const builds = model.builds.filter(({ pipeline }) => pipeline.system === 'github');
    const workflows = [...new Set(builds.map(({ pipeline }) => pipeline))].map(
      (workflow): UnitJudgement => {
        const good = 'Every job of the workflow has permissions, and none more than it needs.';
        const place = { message: good, path: workflow.path };
        return { unit: workflow.path, judgement: judge(readPermissions(model, workflow), place) };
      },
    );
    const roles = (infrastructure ? findPipelineRoles(infrastructure) : []).map(
      ({ name, path, line, worst, weak, unread }): UnitJudgement => {
        const message = `${name} may push only to the repositories it names.`;
        const judgement = judge({ worst, weak }, { message, path, line });
        return {
          unit: name,
          judgement: worst.length > 0 ? judgement : (hide(unread) ?? judgement),
        };
      },
    );
    const units = [...workflows, ...roles];
    return units.length > 0 ? units : withoutBuild(model);
  },
});

function judge(
  { worst, weak }: PermissionReading,
  good: { readonly message: string; readonly path: string; readonly line?: number },
): Judgement {
  const [first, ...others] = worst;
  if (first)
    return { verdict: 'fail', reason: first.message, findings: [first, ...others, ...weak] };
  const [second, ...more] = weak;
  if (second) return { verdict: 'warn', reason: second.message, findings: [second, ...more] };
  return { verdict: 'pass', reason: good.message, evidence: [good] };
}

/** A policy that nobody could read may allow everything. */
function hide(unread: string | undefined): Judgement | undefined {
  if (unread === undefined) return undefined;
  const reason = endSentence(`What the role may do is not known: ${unread}`);
  return { verdict: 'unknown', code: 'unresolved-variable', reason };
}

/** A build that cannot be read may still be one of GitHub. */
function withoutBuild(model: CiModel): UnitJudgement[] {
  const workflows = model.pipelines.filter(({ system }) => system === 'github');
  const unread = model.unread.filter(({ system }) => system === 'github');
  const part = findUnreadablePart({ ...model, unread }, workflows);
  if (part === undefined) return [];
  const reason = `Whether a workflow builds an image is not known: ${part}.`;
  return [{ unit: 'pipelines', judgement: { verdict: 'unknown', code: 'source-error', reason } }];
}
