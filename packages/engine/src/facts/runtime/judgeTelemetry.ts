import { Finding, Judgement } from '../../contract/verdict';
import { AttestationState } from '../attestation/attestation';
import { CloudModel } from '../cloud/cloudResource';
import { DeploymentFact } from '../deployment/ownContainer';
import { endSentence } from '../image/endSentence';
import { findAlarms } from './alarmSignals';
import { TelemetryLibraries } from './telemetryLibraries';

/** Judges whether there are telemetry and alarms. @public */
export function judgeTelemetry(options: {
  readonly deployed: DeploymentFact | undefined;
  readonly libraries: TelemetryLibraries;
  readonly cloud: CloudModel;
  readonly attested: AttestationState;
}): Judgement {
  const { deployed, libraries, cloud, attested } = options;
  const own = (deployed?.workloads ?? [])
    .flatMap(({ telemetrySignals }) => telemetrySignals)
    .filter(({ group }) => group === 'instrumentation');
  const signals = [...own, ...libraries.signals];
  const instrumentation = signals.filter(({ xray }) => !xray).map(toFinding);
  const [traced] = signals.filter(({ xray }) => xray).map(toFinding);
  const alarms = findAlarms(cloud, deployed);
  if (attested.state === 'valid' && attested.answer === 'yes') {
    alarms.push({ message: `${attested.approver} attests alarms.`, ...attested.location });
  }
  const [signal] = instrumentation;
  const [alarm] = alarms;
  if (signal && alarm) {
    const reason = `There is telemetry (${clause(signal)}) and an alarm (${clause(alarm)}).`;
    return { verdict: 'pass', reason, evidence: [signal, alarm] };
  }
  if (traced && alarm) {
    const reason = `${traced.message} The X-Ray SDK and daemon are only maintained until 2027-02-25.`;
    return { verdict: 'warn', reason, findings: [traced] };
  }
  if (alarm) return warnFor(alarm, 'telemetry');
  const found = signal ?? traced;
  const hidden = hiddenIn(options);
  if (found && hidden !== undefined) {
    // What is not read may hold an alarm.
    const reason = endSentence(
      `${found.message} Whether there is an alarm is not known: ${hidden}`,
    );
    return { verdict: 'unknown', code: 'unparseable', reason, evidence: [found] };
  }
  if (found) return warnFor(found, 'alarm');
  const open = libraries.open ?? hidden;
  if (open !== undefined) {
    const reason = endSentence(`Nothing tells of telemetry or alarms: ${open}`);
    return { verdict: 'unknown', code: 'no-source-configured', reason };
  }
  const reason = 'The repository has neither telemetry nor an alarm.';
  return { verdict: 'fail', reason, findings: [{ message: reason }] };
}

function warnFor(found: Finding, missing: string): Judgement {
  return {
    verdict: 'warn',
    reason: `${found.message} The repository has no ${missing} beside it.`,
    findings: [found],
  };
}

function hiddenIn(options: {
  readonly deployed: DeploymentFact | undefined;
  readonly cloud: CloudModel;
}): string | undefined {
  const file = options.cloud.unread.find(
    ({ types }) => types.length === 0 || types.some(type => /Alarm|Signals/.test(type)),
  );
  return options.deployed?.unread[0]?.reason ?? file?.reason;
}

function clause({ message }: Finding): string {
  return message.replace(/\.$/, '');
}

function toFinding({ message, path, line }: Finding): Finding {
  return { message, path, line };
}
