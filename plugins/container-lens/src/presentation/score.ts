/** A score for display: rounded down, so that 89.9 never looks like the 90 it is not. */
export function showScore(value: number | undefined): string {
  return value === undefined ? '–' : String(Math.floor(value));
}

/** A coverage of 0 to 1 as a percentage, rounded down for the same reason. */
export function showCoverage(coverage: number): string {
  // 0.29 * 100 is 28.999…, which is no reason to show 28.
  return `${Math.floor(Math.round(coverage * 1e6) / 1e4)} %`;
}

/** A gain in points: one decimal below ten, `< 0.1` for what would round to nothing. */
export function showGain(gain: number): string {
  if (gain < 0.1) {
    return '< +0.1';
  }
  return `+${gain < 10 ? (Math.floor(gain * 10) / 10).toFixed(1) : Math.floor(gain)}`;
}

/** `1 check`, `2 checks`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}
