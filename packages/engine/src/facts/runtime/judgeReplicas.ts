import { Judgement } from '../../contract/verdict';
import { Workload } from '../deployment/workload';
import { judgementAt } from './judgementAt';

/** Judges whether requests may reach any of several replicas. @public */
export function judgeReplicas(workload: Workload): Judgement {
  const { id, affinitySignals, replicas, autoscalers, kind } = workload;
  const [signal, ...others] = affinitySignals;
  if (signal) {
    const { message, path, line } = signal;
    const findings = others.map(other => ({
      message: other.message,
      path: other.path,
      line: other.line,
    }));
    return { verdict: 'warn', reason: message, findings: [{ message, path, line }, ...findings] };
  }
  const most = autoscalers
    .filter(({ kind: scaler }) => scaler !== 'VerticalPodAutoscaler')
    .map(({ max }) => (max.resolved ? (max.value ?? 0) : 0));
  const count = replicas.resolved ? replicas.value : undefined;
  const maximum = Math.max(count ?? 1, ...most);
  if (kind === 'DaemonSet' || maximum > 1) {
    const what =
      kind === 'DaemonSet'
        ? 'on every node'
        : `in up to ${maximum === Infinity ? 'any number of' : maximum} replicas`;
    return judgementAt(
      'pass',
      `${id} runs ${what}, and nothing ties a client to one of them.`,
      workload,
    );
  }
  const open = [replicas, ...autoscalers.map(({ max }) => max)].find(value => !value.resolved);
  return open && !open.resolved
    ? judgementAt('unknown', `How many replicas ${id} has is not known: ${open.reason}`, workload)
    : judgementAt(
        'unknown',
        count === undefined && workload.platform === 'ecs'
          ? `How many replicas ${id} has is not written here, and nothing is attested.`
          : `${id} runs as one replica; whether several could serve is not attested.`,
        workload,
        'attestation-missing',
      );
}
