import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { Attestations } from '../../facts/attestation/attestation';
import { attestations } from '../../facts/attestation/attestations';
import { CiModel } from '../../facts/ci/model/pipeline';
import { pipelines } from '../../facts/ci/pipelines';
import { findLoadScript, findLoadTests } from '../../facts/delivery/findLoadTests';
import { hiddenSteps, judgeHidden } from '../../facts/delivery/imageBuildJobs';
import { RepositoryTree, repositoryTree } from '../../facts/repository/repositoryTree';
import { judgeTypes } from '../../facts/runtime/judgeTypes';
import { workloadTypes } from '../../facts/runtime/workloadTypes';

const id = 'perf-ci-performance-tests';

/** Performance tests are automated. */
export const perfCiPerformanceTests = defineCheck({
  id,
  needs: {
    ci: pipelines,
    tree: repositoryTree,
    declared: attestations,
    types: workloadTypes,
  },
  judge: ({ types, ...given }) =>
    judgeTypes(types, ['service', 'worker']) ?? [{ unit: 'repository', judgement: judge(given) }],
});

function judge(given: { ci: CiModel; tree: RepositoryTree; declared: Attestations }): Judgement {
  const { ci, tree, declared } = given;
  const [test] = findLoadTests(ci, tree);
  if (test?.threshold === 'yes' && test.gating) {
    const reason = `The pipeline runs ${test.tool}, which fails when the service becomes too slow.`;
    return { verdict: 'pass', reason, evidence: [{ message: reason, ...test.location }] };
  }
  if (test?.threshold === 'unknown' && test.gating) {
    const reason = `The pipeline runs ${test.tool}; whether its script sets a threshold could not be read.`;
    const evidence = [{ message: reason, ...test.location }];
    return { verdict: 'unknown', code: 'unparseable', reason, evidence };
  }
  if (test) {
    const message = `The pipeline runs ${test.tool}, but nothing fails when the service becomes slower.`;
    return { verdict: 'warn', reason: message, findings: [{ message, ...test.location }] };
  }
  const path = findLoadScript(tree);
  if (path !== undefined) {
    const message = `${path} is a load test that no pipeline runs.`;
    return { verdict: 'warn', reason: message, findings: [{ message, path }] };
  }
  const attested = declared.find(id);
  if (attested.state === 'valid' && attested.answer === 'yes') {
    const message = 'Only an attestation says that the service is tested under load.';
    return { verdict: 'warn', reason: message, findings: [{ message, ...attested.location }] };
  }
  const hidden = hiddenSteps(ci);
  if (hidden) return judgeHidden(hidden);
  const message = 'No pipeline tests the service under load.';
  return { verdict: 'fail', reason: message, findings: [{ message }] };
}
