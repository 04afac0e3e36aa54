import { RenderBudget } from '../renderBudget';
import { GoValue, Opaque } from './goValue';

/** Go's `reflect.DeepEqual`. */
export function isEqual(left: GoValue, right: GoValue, budget: RenderBudget): boolean {
  budget.step();
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      budget.nest(() => left.every((item, index) => isEqual(item, right[index], budget)))
    );
  }
  if (left instanceof Map) {
    return (
      right instanceof Map &&
      left.size === right.size &&
      budget.nest(() =>
        [...left].every(([key, item]) => right.has(key) && isEqual(item, right.get(key), budget)),
      )
    );
  }
  return left === right;
}

/** True when an opaque value is anywhere inside. */
export function containsOpaque(value: GoValue, budget: RenderBudget): boolean {
  budget.step();
  if (value instanceof Opaque) return true;
  if (typeof value === 'string') return value.includes('\uE000');
  if (Array.isArray(value)) {
    return budget.nest(() => value.some(item => containsOpaque(item, budget)));
  }
  if (value instanceof Map) {
    return budget.nest(() => [...value.values()].some(item => containsOpaque(item, budget)));
  }
  return false;
}
