import { Judgement } from '../../contract/verdict';
import { AttestationState } from '../attestation/attestation';
import { judgeAttestation } from '../attestation/judgeAttestation';
import { CloudModel, CloudResource } from '../cloud/cloudResource';
import { DeploymentFact, OwnContainer } from '../deployment/ownContainer';
import { Workload } from '../deployment/workload';
import { folderOf } from '../repository/paths';
import { findAgent } from './clusterAgents';
import { judgementAt } from './judgementAt';

const shippers =
  /(^|[/_.-])(fluent-?bit|aws-for-fluent-bit|fluentd|log[_-]?router|firelens|cloudwatch-agent|vector|filebeat|promtail|alloy|logstash|datadog-agent|splunk-otel-collector)([:@/_.-]|$)/i;

/** Judges whether the output of a container is collected outside of it. @public */
export function judgeLogs(options: {
  readonly container: OwnContainer;
  readonly workload: Workload | undefined;
  readonly deployed: DeploymentFact;
  readonly cloud: CloudModel;
  readonly attested: AttestationState;
  /** The organisation says that its clusters collect the output. */
  readonly collected: boolean;
}): Judgement {
  const { container, attested } = options;
  switch (container.platform) {
    case 'copilot':
      return judgementAt('pass', `Copilot ships the output of ${container.unit}.`, container);
    case 'ecs':
      return judgeEcs(container, options.cloud);
    case 'compose':
      return judgeCompose(container, attested);
    default:
      return judgeKubernetes(options);
  }
}

function judgeEcs(container: OwnContainer, cloud: CloudModel): Judgement {
  const { unit, logDriver: driver } = container;
  if (driver && !driver.resolved) {
    return judgementAt(
      'unknown',
      `The log driver of ${unit} is not known: ${driver.reason}`,
      container,
    );
  }
  const name = driver?.value;
  if (name === undefined) {
    return judgementAt('fail', `${unit} has no logConfiguration: its output is lost.`, container);
  }
  if (/^(none|json-file)$/.test(name)) {
    return judgementAt(
      'fail',
      `${unit} has the log driver ${name}: its output is not collected.`,
      container,
    );
  }
  const group = name === 'awslogs' ? unlimitedGroup(container, cloud) : undefined;
  return group
    ? judgementAt('warn', `The log group ${group.name} of ${unit} keeps its logs for ever.`, group)
    : judgementAt('pass', `${unit} sends its output to ${name}.`, container);
}

/** The log group of the container, when the same code creates it without retention (lens notes B25). */
function unlimitedGroup(container: OwnContainer, cloud: CloudModel): CloudResource | undefined {
  const wanted = container.logOptions?.get('awslogs-group');
  const near = cloud
    .ofType('AWS::Logs::LogGroup')
    .filter(({ path }) => path === container.path || folderOf(path) === folderOf(container.path));
  const task = cloud.resources.filter(
    ({ type, path }) => type === 'AWS::ECS::TaskDefinition' && path === container.path,
  );
  const named = near.filter(group => {
    const name = group.get('LogGroupName');
    return (
      (name.resolved && wanted !== undefined && name.value === wanted) ||
      task.some(definition => definition.references().includes(group.name))
    );
  });
  const only = near.length === 1 ? near : [];
  const candidates = named.length > 0 ? named : only;
  return candidates.find(group => {
    const days = group.get('RetentionInDays');
    return days.resolved && (days.value === undefined || days.value === 0);
  });
}

function judgeCompose(container: OwnContainer, attested: AttestationState): Judgement {
  const driver = container.logDriver?.resolved ? container.logDriver.value : undefined;
  if (driver !== undefined && !/^(none|json-file|local)$/.test(driver)) {
    return judgementAt('pass', `${container.unit} sends its output to ${driver}.`, container);
  }
  return driver === 'none'
    ? judgementAt(
        'fail',
        `${container.unit} has the log driver none: its output is lost.`,
        container,
      )
    : judgeAttestation(attested, 'that the output of the containers is collected');
}

function judgeKubernetes(options: {
  readonly container: OwnContainer;
  readonly workload: Workload | undefined;
  readonly deployed: DeploymentFact;
  readonly cloud: CloudModel;
  readonly attested: AttestationState;
  readonly collected: boolean;
}): Judgement {
  const { workload, deployed, cloud, attested, container } = options;
  if (attested.state === 'valid' && attested.answer === 'no') return judgeAttestation(attested, '');
  const agent = findAgent(deployed, shippers, workload);
  if (agent) return judgementAt('pass', agent.message, { ...agent, path: agent.path ?? '' });
  const addon = cloud
    .ofType('AWS::EKS::Addon')
    .find(one =>
      /^(amazon-cloudwatch-observability|aws-for-fluent-bit)$/.test(String(valueOf(one))),
    );
  if (addon)
    return judgementAt('pass', `The cluster has the add-on ${String(valueOf(addon))}.`, addon);
  const fargate = deployed.objects.find(
    ({ kind, name, namespace }) =>
      kind === 'ConfigMap' && name === 'aws-logging' && namespace === 'aws-observability',
  );
  if (fargate) return judgementAt('pass', 'Fargate ships the output by aws-logging.', fargate);
  if (options.collected) {
    const reason = 'The organisation says that its clusters collect the output of containers.';
    return judgementAt('pass', reason, container);
  }
  return judgeAttestation(attested, 'that the cluster collects the output of its containers');
}

function valueOf(addon: CloudResource): unknown {
  const name = addon.get('AddonName');
  return name.resolved ? name.value : undefined;
}
