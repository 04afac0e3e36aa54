import { GateResult, Scorecard } from '@container-lens/engine';

/** The scorecard as JSON, with the outcome of the gate beside it. */
export function renderJson(scorecard: Scorecard, gate: GateResult): string {
  const document = {
    ...scorecard,
    gate: {
      failOn: gate.failOn,
      passed: gate.passed,
      blocking: gate.blocking.map(result => result.check),
      unknown: gate.unknown,
    },
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
