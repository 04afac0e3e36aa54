import { RenderBudget } from '../renderBudget';
import { GoValue } from './goValue';

/** A copy that shares no map and no list with its source. */
export function copyValue(value: GoValue, budget: RenderBudget): GoValue {
  budget.step();
  if (Array.isArray(value)) {
    return budget.nest(() => value.map(item => copyValue(item, budget)));
  }
  if (value instanceof Map) {
    return budget.nest(
      () => new Map([...value].map(([key, item]) => [key, copyValue(item, budget)] as const)),
    );
  }
  return value;
}
