import { Resolved } from '../resolved';

/**
 * Values of variables over the instructions of one stage, so that each instruction can ask what held when it ran. A
 * copy of the variables per instruction would be quadratic in hostile files.
 */
export class VariableHistory {
  private readonly entries = new Map<string, { at: number; value: Resolved<string> }[]>();

  private constructor(private readonly parent: VariableHistory | undefined) {}

  static create(parent?: VariableHistory): VariableHistory {
    return new VariableHistory(parent);
  }

  /** `at` is the index of the instruction and never falls. */
  set(name: string, at: number, value: Resolved<string>): void {
    const list = this.entries.get(name);
    if (list) {
      list.push({ at, value });
    } else {
      this.entries.set(name, [{ at, value }]);
    }
  }

  /** The value before the instruction `at`; without `at`, the last one. */
  get(name: string, at = Infinity): Resolved<string> | undefined {
    const list = this.entries.get(name);
    if (list) {
      let low = 0;
      let high = list.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (list[middle]!.at < at) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      if (low > 0) {
        return list[low - 1]!.value;
      }
    }
    return this.parent?.get(name);
  }
}
