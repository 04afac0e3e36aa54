import { Judgement } from '../../contract/verdict';
import { OwnContainer } from '../deployment/ownContainer';
import { Workload } from '../deployment/workload';
import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { judgementAt } from './judgementAt';

const kill = /^((SIG)?KILL|9)$/i;
const gentle = /^(SIG)?(TERM|INT|QUIT)$|^(15|2|3)$/i;
const defaultGrace = 30;
const fargateLimit = 120;

/** Judges STOPSIGNAL of an image; `undefined` without one. @public */
export function judgeStopSignal(file: ResolvedDockerfile): Judgement {
  const step = file.finalChain
    .flatMap(stage => stage.steps)
    .filter(({ keyword }) => keyword === 'STOPSIGNAL')
    .at(-1);
  const place = { path: file.path, line: step?.line };
  if (!step?.value) return judgementAt('pass', 'STOPSIGNAL is not set, so it is SIGTERM.', place);
  if (!step.value.resolved) {
    return judgementAt('unknown', `STOPSIGNAL is not known: ${step.value.reason}.`, place);
  }
  const signal = (step.value.value ?? '').trim();
  if (kill.test(signal)) {
    const reason = `STOPSIGNAL ${signal} ends the process at once: it cannot finish its work.`;
    return judgementAt('fail', reason, place);
  }
  const parent = file.parent.kind === 'image' ? file.parent.image : undefined;
  const isApache =
    parent !== undefined && /(^|\/)httpd$|apache/i.test(`${parent.path}${apacheTag(parent)}`);
  const documented = isApache && /^((SIG)?WINCH|28)$/i.test(signal);
  return gentle.test(signal) || documented
    ? judgementAt('pass', `STOPSIGNAL ${signal} lets the process end by itself.`, place)
    : judgementAt('warn', `STOPSIGNAL ${signal} is not what platforms and parent expect.`, place);
}

function apacheTag({ path, tag }: { readonly path: string; readonly tag?: string }): string {
  return /(^|\/)(php|wordpress|drupal|nextcloud|joomla)$/.test(path) ? `-${tag ?? ''}` : '';
}

/** Judges the time a workload has between the stop signal and the kill. @public */
export function judgeGracePeriod(
  workload: Workload,
  containers: readonly OwnContainer[],
): Judgement {
  const { gracePeriodSeconds: grace, id } = workload;
  if (!grace.resolved) {
    return judgementAt(
      'unknown',
      `The grace period of ${id} is not known: ${grace.reason}`,
      workload,
    );
  }
  const signal = judgeOwnSignal(workload);
  if (signal?.verdict === 'fail') return signal;
  const seconds = grace.value ?? defaultGrace;
  if (seconds < 5) {
    return judgementAt(
      'fail',
      `${id} is killed ${seconds} seconds after the stop signal.`,
      workload,
    );
  }
  const sleeps = containers.map(container => judgeSleep(container, seconds));
  const worst = (['fail', 'warn', 'unknown'] as const)
    .map(verdict => sleeps.find(sleep => sleep?.verdict === verdict))
    .find(sleep => sleep !== undefined);
  if (worst?.verdict === 'fail') return worst;
  const launch = workload.launchTypes;
  const isFargate = launch?.resolved === true && launch.value?.includes('FARGATE') === true;
  const limit = isFargate ? fargateLimit : 600;
  if (grace.value !== undefined && seconds > limit) {
    const reason = `${id} has ${seconds} seconds to stop; more than ${limit} ${isFargate ? 'is not possible on Fargate' : 'holds up deployments'}.`;
    return judgementAt('warn', reason, workload);
  }
  if (worst ?? signal) return worst ?? signal!;
  const said = grace.value === undefined ? 'the default time' : `${seconds} seconds`;
  return judgementAt('pass', `${id} has ${said} to stop.`, workload);
}

/** A signal that the descriptor sets for the workload, whatever the image says. */
function judgeOwnSignal(workload: Workload): Judgement | undefined {
  const { id, stopSignal } = workload;
  if (stopSignal === undefined) return undefined;
  if (!stopSignal.resolved) {
    const reason = `The signal that stops ${id} is not known: ${stopSignal.reason}`;
    return judgementAt('unknown', reason, workload);
  }
  const signal = stopSignal.value?.trim() ?? '';
  if (signal === '' || gentle.test(signal)) return undefined;
  return kill.test(signal)
    ? judgementAt('fail', `${id} is stopped by ${signal}: it cannot finish its work.`, workload)
    : judgementAt(
        'warn',
        `${id} is stopped by ${signal.slice(0, 40)}, which few programs expect.`,
        workload,
      );
}

function judgeSleep(container: OwnContainer, seconds: number): Judgement | undefined {
  const { preStopSeconds: sleep, unit } = container;
  if (!sleep.resolved) {
    return judgementAt(
      'unknown',
      `The preStop hook of ${unit} is not known: ${sleep.reason}`,
      container,
    );
  }
  if (sleep.value === undefined || sleep.value === 0) return undefined;
  const left = seconds - sleep.value;
  if (left <= 0) {
    const reason = `The preStop hook of ${unit} sleeps ${sleep.value} seconds of ${seconds}: the process is killed without a stop signal.`;
    return judgementAt('fail', reason, container);
  }
  return left < 5
    ? judgementAt(
        'warn',
        `The preStop hook of ${unit} sleeps ${sleep.value} seconds of ${seconds}, which leaves ${left} to stop.`,
        container,
      )
    : undefined;
}
