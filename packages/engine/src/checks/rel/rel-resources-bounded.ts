import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { deployment } from '../../facts/deployment/deployment';
import { eachContainer } from '../../facts/deployment/eachContainer';
import { judgeTaskResources } from '../../facts/deployment/judgeTaskResources';
import { OwnContainer } from '../../facts/deployment/ownContainer';
import { resourcePolicy } from '../../facts/deployment/resourcePolicy';
import { judgeUnresolved, valueOf } from '../../facts/deployment/unresolvedField';
import { entitySettings } from '../../facts/repository/entitySettings';
import { resolved } from '../../facts/resolved';

/** CPU and memory are requested and limited. */
export const relResourcesBounded = defineCheck({
  id: 'rel-resources-bounded',
  needs: { deployed: deployment, policy: resourcePolicy, settings: entitySettings },
  absentReason: 'The repository has no deploy descriptor.',
  judge: ({ deployed, policy, settings }) => {
    if (!['service', 'worker', 'job'].includes(settings.workloadType)) {
      const reason = `A ${settings.workloadType} is not deployed with resources of its own.`;
      return [{ unit: 'repository', judgement: { verdict: 'not-applicable', reason } }];
    }
    const platforms = ['kubernetes', 'ecs', 'copilot', 'compose'] as const;
    return eachContainer({ deployed, platforms }, container =>
      judgePlatform(container, policy.requireCpuLimit),
    );
  },
});

function judgePlatform(container: OwnContainer, requireCpuLimit: boolean): Judgement {
  if (container.platform === 'ecs') return judgeTaskResources(container);
  // A reservation of compose bounds nothing.
  if (container.platform === 'compose') {
    return judgeTaskResources({ ...container, requestsMemory: resolved<string>(undefined) });
  }
  return judgeContainer(container, requireCpuLimit);
}

function judgeContainer(container: OwnContainer, requireCpuLimit: boolean): Judgement {
  const { requestsCpu, requestsMemory, limitsCpu, limitsMemory } = container;
  const at = (message: string): Finding => ({
    message,
    path: container.path,
    line: container.line,
  });
  if (limitsMemory.resolved && limitsMemory.value === undefined) {
    const message = 'limits.memory is not set: the container can take all memory of its node.';
    return {
      verdict: 'fail',
      reason: `${container.unit} has no memory limit.`,
      findings: [at(message)],
    };
  }
  const unknown = judgeUnresolved(container, {
    'limits.memory': limitsMemory,
    'requests.cpu': requestsCpu,
    'requests.memory': requestsMemory,
    ...(requireCpuLimit ? { 'limits.cpu': limitsCpu } : {}),
  });
  if (unknown) return unknown;
  const missing: string[] = [];
  if (valueOf(requestsCpu) === undefined) missing.push('requests.cpu is not set.');
  if (valueOf(requestsMemory) === undefined) missing.push('requests.memory is not set.');
  if (requireCpuLimit && valueOf(limitsCpu) === undefined) missing.push('limits.cpu is not set.');
  const [first, ...rest] = missing.map(at);
  if (first) {
    return {
      verdict: 'warn',
      reason: `${container.unit} is bounded only in part: ${first.message}`,
      findings: [first, ...rest],
    };
  }
  const cpu = valueOf(limitsCpu);
  const limits = `${cpu === undefined ? '' : `cpu ${cpu}, `}memory ${valueOf(limitsMemory) ?? ''}`;
  const reason = `${container.unit} is limited to ${limits}.`;
  return { verdict: 'pass', reason, evidence: [at(reason)] };
}
