import { DeploymentEnvironment, ObjectSetting } from '../deployment/workload';
import type { EnvironmentDifference } from './environmentDifferences';
import { withoutEnvironment } from './withoutEnvironment';

/** Services with other ports and claims with other storage classes. */
export function settingDifferences(
  reference: DeploymentEnvironment,
  other: DeploymentEnvironment,
): EnvironmentDifference[] {
  const mine = reference.settings ?? [];
  const rest = [...(other.settings ?? [])];
  return mine.flatMap((setting): EnvironmentDifference[] => {
    const alike = (one: ObjectSetting) => one.kind === setting.kind && one.what === setting.what;
    const named = rest.findIndex(
      one => alike(one) && withoutEnvironment(one.name) === withoutEnvironment(setting.name),
    );
    const isOnly = mine.filter(alike).length === 1 && rest.filter(alike).length === 1;
    const at = named < 0 && isOnly ? rest.findIndex(alike) : named;
    const [match] = at < 0 ? [] : rest.splice(at, 1);
    if (!match || match.value === setting.value) return [];
    const { kind, name, what } = setting;
    const { path, line } = match;
    const where = `${other.name} and ${reference.name}`;
    const unknown = setting.unknown ?? match.unknown;
    if (unknown !== undefined) {
      const message = `Whether ${kind}/${name} has the same ${what} in ${where} is not known: ${unknown}`;
      return [{ verdict: 'unknown', message, path, line }];
    }
    const verdict = what === 'ports' ? 'fail' : 'warn';
    const said = what === 'ports' ? 'other ports' : 'another storage class';
    return [{ verdict, message: `${kind}/${name} has ${said} in ${where}.`, path, line }];
  });
}
