import { UnitJudgement } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { ImageBuild } from '../ci/model/pipeline';
import { environmentOf } from '../deployment/deploymentPaths';
import { DeploymentEnvironment } from '../deployment/workload';
import { EnvironmentDifference, environmentDifferences } from './environmentDifferences';
import { judgementAt } from './judgementAt';

/** Judges the environments of each source by how they differ from production, or from the first. @public */
export function judgeParity(
  environments: readonly DeploymentEnvironment[],
  builds: readonly ImageBuild[],
): UnitJudgement[] {
  const groups = new Map<string, DeploymentEnvironment[]>();
  for (const environment of environments) {
    const key = `${environment.platform} ${environment.source ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), environment]);
  }
  const units = [...groups.values()]
    .filter(group => group.length > 1)
    .map(group => ({ unit: unitOf(group), judgement: judgeGroup(group) }));
  const ownImage = units.length > 0 ? imagePerEnvironment(builds) : undefined;
  return ownImage ? [...units, ownImage] : units;
}

function unitOf(group: readonly DeploymentEnvironment[]): string {
  const [first] = group;
  return first?.source ?? group.map(({ path }) => path).join(', ');
}

function judgeGroup(group: readonly DeploymentEnvironment[]): Judgement {
  const reference = group.find(({ name }) => environmentOf(name) === 'production') ?? group[0]!;
  const others = group.filter(environment => environment !== reference);
  const unread = group.find(environment => environment.unread !== undefined);
  const differences = others
    .filter(other => other.unread === undefined && reference.unread === undefined)
    .flatMap(other => environmentDifferences(reference, other));
  const select = (verdict: EnvironmentDifference['verdict']): Finding[] =>
    differences
      .filter(difference => difference.verdict === verdict)
      .map(({ message, path, line }) => ({ message, path, line }));
  const [broken, weak, open] = [select('fail'), select('warn'), select('unknown')];
  if (broken[0]) {
    return {
      verdict: 'fail',
      reason: broken[0].message,
      findings: [broken[0], ...broken.slice(1), ...weak],
    };
  }
  if (weak[0]) {
    return { verdict: 'warn', reason: weak[0].message, findings: [weak[0], ...weak.slice(1)] };
  }
  if (unread) {
    const reason = `${unread.name} cannot be compared: ${unread.unread}`;
    return judgementAt('unknown', reason, { path: unread.path }, 'unparseable');
  }
  if (open[0])
    return judgementAt('unknown', open[0].message, { ...open[0], path: open[0].path ?? '' });
  const names = group.map(({ name }) => name).join(', ');
  return judgementAt('pass', `${names} differ only in what may differ.`, { path: reference.path });
}

/** `Dockerfile.prod` and `Dockerfile.staging`, or two pushed targets, that are named after environments. */
function imagePerEnvironment(builds: readonly ImageBuild[]): UnitJudgement | undefined {
  const named = builds
    .filter(({ pushTriggers }) => pushTriggers.length > 0)
    .flatMap(build => {
      const parts = [build.file, build.target].flatMap(part =>
        part?.resolved && part.value !== undefined ? [part.value] : [],
      );
      const text = parts.find(part => environmentOf(part.replace(/^.*\//, '')) !== undefined);
      return text === undefined ? [] : [{ build, text }];
    });
  const [first, second] = [...new Map(named.map(one => [one.text, one])).values()];
  if (!first || !second) return undefined;
  const reason = `${first.text} and ${second.text} build an image for each environment: what is tested is not what runs.`;
  const { path, line } = second.build.step;
  return { unit: second.text, judgement: judgementAt('fail', reason, { path, line }) };
}
