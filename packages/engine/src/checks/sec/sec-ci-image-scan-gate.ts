import { defineCheck, UnitJudgement } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { CiModel, ImageBuild } from '../../facts/ci/model/pipeline';
import { pipelines } from '../../facts/ci/pipelines';
import { imageScans } from '../../facts/ciSecurity/imageScans';
import { findScanGate, groupBuilds, ScanGate } from '../../facts/ciSecurity/scanGate';
import { unreadFiles } from '../../facts/delivery/imageBuildJobs';
import { findUnreadablePart } from '../../facts/ciSecurity/unreadableParts';

/** The pipeline blocks on serious findings before delivery. */
export const secCiImageScanGate = defineCheck({
  id: 'sec-ci-image-scan-gate',
  needs: { model: pipelines, scans: imageScans },
  absentReason: 'No pipeline of the repository builds an image.',
  judge: ({ model, scans }) => {
    const groups = [...groupBuilds(model.builds)];
    if (groups.length === 0) return withoutBuild(model);
    const judged = groups.map(([unit, builds]): UnitJudgement => {
      const others = model.builds.filter(build => !builds.includes(build));
      const gate = findScanGate({ model, builds, others, scans });
      return { unit, judgement: judge(gate, model, builds) };
    });
    return [...judged, ...unreadFiles(model)];
  },
});

function judge(gate: ScanGate, model: CiModel, builds: readonly ImageBuild[]): Judgement {
  switch (gate.kind) {
    case 'gate': {
      const reason = 'The image is scanned, and a CRITICAL finding stops it before delivery.';
      return { verdict: 'pass', reason, evidence: [gate.scan.use.finding] };
    }
    case 'weak':
      return { verdict: 'warn', reason: gate.why, findings: [gate.scan.use.finding] };
    case 'unresolved': {
      const reason =
        'Whether the scan fails on CRITICAL findings is only known when the pipeline runs.';
      const evidence = [gate.scan.use.finding];
      return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence };
    }
    default: {
      const workflows = [...new Set(builds.map(({ pipeline }) => pipeline))];
      const part = findUnreadablePart({ ...model, unread: [], elsewhere: false }, workflows);
      if (part !== undefined) {
        const reason = `Whether the image is scanned is not known: ${part}.`;
        return { verdict: 'unknown', code: 'source-error', reason };
      }
      const { path, line } = builds[0]!.step;
      const message = 'The image is built here, and no step scans it.';
      return {
        verdict: 'fail',
        reason: 'No step of the pipeline scans the image.',
        findings: [{ message, path, line }],
      };
    }
  }
}

function withoutBuild(model: CiModel): UnitJudgement[] {
  const part = findUnreadablePart(model);
  if (part === undefined) return [];
  const reason = `Whether a pipeline builds and scans an image is not known: ${part}.`;
  return [{ unit: 'pipelines', judgement: { verdict: 'unknown', code: 'source-error', reason } }];
}
