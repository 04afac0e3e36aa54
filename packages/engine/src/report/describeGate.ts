import { GateResult } from '../assess/gate';

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/**
 * The outcome of a gate as one sentence, with the number of unknown checks, which never pass silently.
 *
 * @public
 */
export function describeGate(gate: GateResult): string {
  const unknown =
    gate.unknown === 0 ? '' : ` ${count(gate.unknown, 'check')} could not be decided.`;
  if (gate.failOn === 'never') return `The gate is off (--fail-on never).${unknown}`;
  const above =
    gate.failOn === 'critical' ? 'critical severity' : `${gate.failOn} severity or above`;
  const before =
    gate.knownBefore === undefined || gate.knownBefore === 0
      ? ''
      : ` ${count(gate.knownBefore, 'failure')} of the baseline ${gate.knownBefore === 1 ? 'is' : 'are'} still there.`;
  if (!gate.passed) {
    const worse = gate.knownBefore === undefined ? '' : ' that is new or worse';
    return `Gate failed: ${count(gate.blocking.length, 'failure')} of ${above}${worse}.${before}${unknown}`;
  }
  const below = gate.tolerated === 0 ? '' : ` (${count(gate.tolerated, 'failure')} below it)`;
  const fresh = gate.knownBefore === undefined ? '' : ' is new or worse';
  return `Gate passed: no failure of ${above}${fresh}${below}.${before}${unknown}`;
}
