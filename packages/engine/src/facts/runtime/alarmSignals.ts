import { Finding } from '../../contract/verdict';
import { CloudModel, CloudResource } from '../cloud/cloudResource';
import { DeploymentFact } from '../deployment/ownContainer';

const alarmTypes =
  /^AWS::(CloudWatch::(Alarm|CompositeAlarm|AnomalyDetector)|ApplicationSignals::ServiceLevelObjective|Synthetics::Canary)$/;
const alarmKinds =
  /^(PrometheusRule|PrometheusServiceLevel|VMRule|SLO|ServiceLevelObjective|AlertPolicy|AlertRule)$/;

/** Places where the repository defines alarms or objectives. @public */
export function findAlarms(cloud: CloudModel, deployed: DeploymentFact | undefined): Finding[] {
  const resources = cloud.resources
    .filter(resource => alarmTypes.test(resource.type) || hasDeploymentAlarms(resource))
    .map(({ type, name, path, line }) => ({ message: `${type} ${name} is an alarm.`, path, line }));
  const objects = (deployed?.objects ?? [])
    .filter(({ kind }) => alarmKinds.test(kind))
    .map(({ kind, name, path, line }) => ({
      message: `${kind}/${name} defines alarms.`,
      path,
      line,
    }));
  const signals = (deployed?.workloads ?? [])
    .flatMap(({ telemetrySignals }) => telemetrySignals)
    .filter(({ group }) => group === 'alarm')
    .map(({ message, path, line }) => ({ message, path, line }));
  return [...resources, ...objects, ...signals];
}

function hasDeploymentAlarms(resource: CloudResource): boolean {
  if (resource.type !== 'AWS::ECS::Service') return false;
  const alarms = resource.get('DeploymentConfiguration', 'Alarms');
  const enabled = resource.get('DeploymentConfiguration', 'Alarms', 'Enable');
  return (
    alarms.resolved && alarms.value !== undefined && !(enabled.resolved && enabled.value === false)
  );
}
