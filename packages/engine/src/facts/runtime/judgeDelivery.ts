import { Judgement } from '../../contract/verdict';
import { Deployment } from '../ci/model/pipeline';
import { DeploymentFact } from '../deployment/ownContainer';
import { DeliveryPackage } from './deliveryPackages';
import { judgementAt } from './judgementAt';

/** Judges how the workload is packed: the best package decides. @public */
export function judgeDelivery(options: {
  readonly packages: readonly DeliveryPackage[];
  readonly deployed: DeploymentFact | undefined;
  readonly deployments: readonly Deployment[];
  /** Where delivery is declared to live. */
  readonly delivery: string | undefined;
}): Judgement {
  const { packages, deployed, deployments, delivery } = options;
  const whole = packages.find(({ perEnvironment }) => perEnvironment === true);
  if (whole) {
    return judgementAt('pass', `${whole.what} keeps the settings of environments apart.`, whole);
  }
  const chart = packages.find(({ what }) => what.startsWith('The chart'));
  const given = deployments.find(
    ({ step, tool }) => tool === 'helm' && givesValues(step.run ?? ''),
  );
  if (chart && given) {
    return judgementAt(
      'pass',
      `${chart.what} gets the values of environments from the pipeline.`,
      chart,
    );
  }
  const open = packages.find(({ perEnvironment }) => perEnvironment === undefined);
  if (open) {
    const reason = `${open.what} is there, and what it deploys can only be seen when it is synthesised.`;
    return judgementAt('unknown', reason, open, 'unparseable');
  }
  const [bare] = packages;
  if (bare) {
    return judgementAt('warn', `${bare.what} has no settings per environment.`, bare);
  }
  const hidden = deployed?.unread[0];
  const place =
    deployed?.ownContainers[0] ??
    (/\.(ya?ml|json|template)$/i.test(hidden?.path ?? '') ? hidden : undefined);
  if (!place && hidden) return judgementAt('unknown', hidden.reason, hidden, 'unparseable');
  if (place) {
    const reason = `${place.path} is deployed as it is: it is no package with settings per environment.`;
    return judgementAt('warn', reason, place);
  }
  if (delivery !== undefined) {
    const reason = `Delivery is declared to live at ${delivery.slice(0, 200)}, which is not read.`;
    return judgementAt('unknown', reason, undefined, 'no-source-configured');
  }
  const byHand = deployments.filter(({ imperative }) => imperative);
  const [first] = byHand;
  if (first && byHand.length === deployments.length) {
    const { path, line } = first.step;
    const reason =
      'The pipeline deploys by commands alone; nothing in the repository describes the result.';
    return judgementAt('fail', reason, { path, line });
  }
  const [elsewhere] = deployments;
  const reason = elsewhere
    ? 'The pipeline deploys something that this repository does not describe.'
    : 'Nothing in the repository says how the workload is delivered.';
  return judgementAt('unknown', reason, elsewhere?.step, 'no-source-configured');
}

/** `helm upgrade -f "values-$ENV.yaml"`, `--set replicas=…`: values that differ by what is deployed. */
function givesValues(run: string): boolean {
  return /\bhelm\b[\s\S]{0,2000}?(--set(-string|-file)?[ =]|(-f|--values)[ =]["']?\S*(\$|\{\{|prod|stag|dev|test))/.test(
    run.slice(0, 20_000),
  );
}
