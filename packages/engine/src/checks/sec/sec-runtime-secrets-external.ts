import { defineCheck, UnitJudgement } from '../../contract/check';
import { optional } from '../../contract/fact';
import { deployment } from '../../facts/deployment/deployment';
import { OwnContainer } from '../../facts/deployment/ownContainer';
import { everyPlatform, unreadUnits } from '../../facts/runtime/eachWorkload';
import { IsSecretName, secretNameTest } from '../../facts/repository/secretNameTest';
import { findEnvironmentSecrets } from '../../facts/runtime/environmentSecrets';
import { FunctionDescriptor, functionDescriptors } from '../../facts/runtime/functionDescriptors';
import { judgementAt } from '../../facts/runtime/judgementAt';
import { secretExposures } from '../../facts/runtime/secretExposures';

/** Secrets of the running service are held elsewhere and referred to. */
export const secRuntimeSecretsExternal = defineCheck({
  id: 'sec-runtime-secrets-external',
  needs: {
    deployed: optional(deployment),
    exposures: optional(secretExposures),
    functions: optional(functionDescriptors),
    isSecret: secretNameTest,
  },
  absentReason: 'The repository has no deploy descriptor.',
  judge: ({ deployed, exposures = [], functions = [], isSecret }) => {
    const lambdas = functions.map(one => ofContainer({ ...one, environmentFrom: [] }, isSecret));
    if (deployed === undefined) return lambdas;
    const others = deployed.environments.flatMap(({ ownContainers, name }) =>
      ownContainers.flatMap(container =>
        findEnvironmentSecrets(container, isSecret)
          .filter(({ verdict }) => verdict === 'fail')
          .map(exposure => ({ ...exposure, unit: `${container.unit} in ${name}` })),
      ),
    );
    const seen = new Set<string>();
    return [
      ...lambdas,
      ...deployed.ownContainers.map(container => ofContainer(container, isSecret)),
      ...[
        ...others,
        ...exposures.map(exposure => ({ ...exposure, unit: exposure.path ?? 'repository' })),
      ]
        .filter(({ path, line, message }) => {
          const key = `${path}:${line ?? message}`;
          return !seen.has(key) && seen.add(key);
        })
        .map((exposure): UnitJudgement => ({
          unit: exposure.unit,
          judgement: judgementAt(exposure.verdict, exposure.message, exposure),
        })),
      ...unreadUnits(deployed, everyPlatform),
    ];
  },
});

type Judged = Pick<OwnContainer, 'unit' | 'environment' | 'environmentFrom' | 'path' | 'line'> &
  Pick<FunctionDescriptor, 'environmentUnread'>;

function ofContainer(container: Judged, isSecret: IsSecretName): UnitJudgement {
  const { unit, environment } = container;
  const found = findEnvironmentSecrets(container, isSecret);
  const worst = (['fail', 'warn', 'unknown'] as const)
    .map(verdict => found.find(exposure => exposure.verdict === verdict))
    .find(exposure => exposure !== undefined);
  if (worst) return { unit, judgement: judgementAt(worst.verdict, worst.message, worst) };
  if (container.environmentUnread !== undefined) {
    const message = `Which variables ${unit} gets is not known: ${container.environmentUnread}`;
    return { unit, judgement: judgementAt('unknown', message, container) };
  }
  const count = environment.filter(({ source }) => source === 'secret').length;
  const reason =
    count > 0 || container.environmentFrom.some(({ kind }) => kind === 'secret')
      ? `${unit} gets its secrets by reference.`
      : `${unit} gets no secret as a variable.`;
  return { unit, judgement: judgementAt('pass', reason, container) };
}
