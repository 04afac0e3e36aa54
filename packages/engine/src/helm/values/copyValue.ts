import { RenderBudget } from '../renderBudget';
import { GoMap, GoValue } from './goValue';

/** A copy that shares no map and no list with its source. */
export function copyValue(value: GoValue, budget: RenderBudget): GoValue {
  budget.step();
  if (Array.isArray(value)) {
    return budget.nest(() => value.map(item => copyValue(item, budget)));
  }
  if (value instanceof Map) {
    return budget.nest(() => {
      const copy: GoMap = new Map();
      value.forEach((item, key) => copy.set(key, copyValue(item, budget)));
      return copy;
    });
  }
  return value;
}
