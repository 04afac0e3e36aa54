import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { eachRepository } from '../../facts/registry/eachRepository';
import { judgeRetention, Retention, retention } from '../../facts/registry/retention';
import { repositorySettings } from '../../facts/registry/repositorySettings';
import { RepositoryState } from '../../facts/registry/repositoryState';
import { entitySettings } from '../../facts/repository/entitySettings';
import { Cleanups } from '../../facts/supplyChain/findCleanups';
import { supplyChain } from '../../facts/supplyChain/supplyChain';

/** Image retention is bounded and effective. */
export const costRegistryLifecycle = defineCheck({
  id: 'cost-registry-lifecycle',
  needs: {
    settings: entitySettings,
    setups: observed(repositorySettings),
    chain: observed(supplyChain),
    limits: retention,
  },
  judge: ({ settings, setups, chain, limits }) => {
    const cleanups: Cleanups =
      chain.status === 'present' ? chain.value.cleanups : { complete: [], partial: [] };
    return eachRepository({
      setups,
      settings,
      judge: state => judgeLifecycle(state, limits, cleanups),
      without: ({ code, reason }) => cleanedUp(cleanups) ?? { verdict: 'unknown', code, reason },
    });
  },
});

function cleanedUp({ complete, partial }: Cleanups): Judgement | undefined {
  const reason = 'A scheduled job deletes old images.';
  if (complete.length > 0) return { verdict: 'pass', reason, evidence: complete };
  const [first, ...rest] = partial;
  return first && { verdict: 'warn', reason: first.message, findings: [first, ...rest] };
}

function judgeLifecycle(state: RepositoryState, limits: Retention, cleanups: Cleanups): Judgement {
  const { name, pullThroughCache } = state;
  const { rules, line } = state.lifecycle;
  const at = (message: string): Finding => ({
    message,
    ...(state.location && { path: state.location.path, line: line ?? state.location.line }),
  });
  if (pullThroughCache) {
    const reason = `${name} is a pull-through cache; its images are copies of others.`;
    return { verdict: 'not-applicable', reason };
  }
  if (!rules.resolved) {
    const reason = `What is deleted from ${name} is not known: ${rules.reason}.`;
    return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: [at(reason)] };
  }
  const outcome = judgeRetention(rules.value ?? [], state.images, limits);
  if (outcome.kind === 'none') {
    const other = cleanedUp(cleanups);
    if (other) return other;
    const reason = `Nothing deletes old images from ${name}.`;
    return rules.value === undefined
      ? {
          verdict: 'unknown',
          code: 'no-source-configured',
          reason: `The registry does not show what is deleted from ${name}.`,
        }
      : { verdict: 'fail', reason, findings: [at(reason)] };
  }
  if (outcome.kind === 'partly') {
    const reason = `The retention of ${name} is incomplete: ${outcome.why}.`;
    return { verdict: 'warn', reason, findings: [at(reason)] };
  }
  const reason = `Rules bound the tagged and the untagged images of ${name}.`;
  return { verdict: 'pass', reason, evidence: [at(reason)] };
}
