import { Judgement } from '../../contract/verdict';
import { Autoscaler, Workload } from '../deployment/workload';
import { judgementAt } from './judgementAt';

/** What else the repository says about scaling a workload. */
export interface ScalingHints {
  /** Place of an autoscaler that production does not have. */
  readonly offInProduction?: { readonly path: string; readonly line?: number };
}

/** Judges whether something scales a workload in production. @public */
export function judgeScaling(workload: Workload, hints: ScalingHints): Judgement {
  const { id, autoscalers } = workload;
  const horizontal = autoscalers.filter(({ kind }) => kind !== 'VerticalPodAutoscaler');
  const acting = horizontal.find(isActing);
  if (acting) {
    const { min, max } = bounds(acting);
    const from = min === undefined ? '' : `from ${min} `;
    const to = max === undefined || max === Infinity ? 'as far as needed' : `to ${max}`;
    return judgementAt('pass', `${id} is scaled ${from}${to} by its ${acting.kind}.`, acting);
  }
  const open = horizontal.find(({ min, max }) => !min.resolved || !max.resolved);
  if (open) {
    const reason = [open.min, open.max].flatMap(bound => (bound.resolved ? [] : [bound.reason]))[0];
    return judgementAt('unknown', `How ${id} is scaled is not known: ${reason}`, open);
  }
  const [idle] = horizontal;
  if (idle) {
    const why = idle.active
      ? `has the same minimum and maximum, ${bounds(idle).max ?? 'unset'}`
      : 'is switched off or has no policy';
    return judgementAt('warn', `The ${idle.kind} of ${id} ${why}.`, idle);
  }
  const [vertical] = autoscalers;
  if (vertical) {
    return judgementAt('warn', `Only a VerticalPodAutoscaler looks after ${id}.`, vertical);
  }
  return hints.offInProduction
    ? judgementAt('warn', `The autoscaler of ${id} is off in production.`, hints.offInProduction)
    : judgementAt('fail', `Nothing scales ${id}.`, workload);
}

function bounds({ min, max }: Autoscaler): { readonly min?: number; readonly max?: number } {
  return { min: min.resolved ? min.value : undefined, max: max.resolved ? max.value : undefined };
}

function isActing(scaler: Autoscaler): boolean {
  const { min, max } = bounds(scaler);
  const known = scaler.min.resolved && scaler.max.resolved;
  return scaler.active && known && (max ?? Infinity) > (min ?? 0);
}
