import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { imageUnits } from '../../facts/image/imageUnits';
import { LocalEnvironment, localEnvironment } from '../../facts/localEnvironment/localEnvironment';
import { entitySettings } from '../../facts/repository/entitySettings';

/** Developers can run the container on their machine. */
export const relTestLocalEnvironment = defineCheck({
  id: 'rel-test-local-environment',
  needs: { units: imageUnits, settings: entitySettings, found: localEnvironment },
  absentReason: 'The repository builds no image.',
  judge: ({ units, settings, found }) => {
    const [unit] = units;
    if (!unit) return [];
    return [
      {
        unit: 'repository',
        judgement:
          settings.workloadType === 'base-image'
            ? { verdict: 'not-applicable', reason: 'A base image is not run by itself.' }
            : judgeEnvironment(found, unit.path),
      },
    ];
  },
});

function judgeEnvironment(found: readonly LocalEnvironment[], dockerfile: string): Judgement {
  const tools = found.filter(({ strength }) => strength === 'tool');
  const [tool] = tools;
  if (tool) return { verdict: 'pass', reason: tool.message, evidence: tools.slice(0, 10) };
  const [first, ...others] = found;
  if (first) {
    return { verdict: 'warn', reason: first.message, findings: [first, ...others.slice(0, 10)] };
  }
  const reason =
    'Nothing in the repository runs the container on the machine of a developer; add a compose file that builds it.';
  return {
    verdict: 'fail',
    reason,
    findings: [{ message: reason, path: dockerfile }],
  };
}
