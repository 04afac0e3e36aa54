/**
 * The weighted mean of values, without the last digits that binary fractions get wrong: 0.1 × 3 must meet a threshold
 * of 0.3. Values are added one by one, because every assessment takes hundreds of means.
 */
export class WeightedMean {
  #total = 0;
  #sum = 0;

  add(weight: number, value: number): void {
    this.#total += weight;
    this.#sum += weight * value;
  }

  /** `undefined` when there is nothing to weigh. */
  get value(): number | undefined {
    if (this.#total === 0) return undefined;
    return Math.round((this.#sum / this.#total) * 1e10) / 1e10;
  }
}
