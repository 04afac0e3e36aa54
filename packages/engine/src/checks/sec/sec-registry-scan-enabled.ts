import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { eachRepository } from '../../facts/registry/eachRepository';
import { repositorySettings } from '../../facts/registry/repositorySettings';
import { RepositoryState } from '../../facts/registry/repositoryState';
import { entitySettings } from '../../facts/repository/entitySettings';
import { Rescans } from '../../facts/supplyChain/findRescans';
import { supplyChain } from '../../facts/supplyChain/supplyChain';

/** The registry scans images, preferably continuously. */
export const secRegistryScanEnabled = defineCheck({
  id: 'sec-registry-scan-enabled',
  needs: {
    settings: entitySettings,
    setups: observed(repositorySettings),
    chain: observed(supplyChain),
  },
  judge: ({ settings, setups, chain }) => {
    const rescans: Rescans =
      chain.status === 'present' ? chain.value.rescans : { weekly: [], sometimes: [] };
    return eachRepository({
      setups,
      settings,
      judge: state => judgeScanning(state, rescans),
      without: ({ code, reason }) => rescanned(rescans) ?? { verdict: 'unknown', code, reason },
    });
  },
});

function rescanned({ weekly }: Rescans): Judgement | undefined {
  const reason = 'A job scans the pushed image at least once a week.';
  return weekly.length > 0 ? { verdict: 'pass', reason, evidence: weekly } : undefined;
}

function judgeScanning(state: RepositoryState, rescans: Rescans): Judgement {
  const { frequency, scanType, line } = state.scanning;
  const { name } = state;
  const at = (message: string): Finding => ({
    message,
    ...(state.location && { path: state.location.path, line: line ?? state.location.line }),
  });
  const pass = (reason: string): Judgement => ({ verdict: 'pass', reason, evidence: [at(reason)] });
  if (state.native === true) return pass(`The registry scans the images of ${name}.`);
  if (frequency.resolved && frequency.value === 'CONTINUOUS_SCAN') {
    return pass(`The registry scans the images of ${name} continuously.`);
  }
  const onPush = frequency.resolved && frequency.value === 'SCAN_ON_PUSH';
  if (onPush && scanType.resolved && scanType.value === 'ENHANCED') {
    return pass(`Enhanced scanning covers ${name}.`);
  }
  const other = rescanned(rescans);
  if (other) return other;
  const open = [frequency, scanType].find(value => !value.resolved);
  if (open && !open.resolved) {
    const reason = `How ${name} is scanned is not known: ${open.reason}.`;
    return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: [at(reason)] };
  }
  if (onPush && rescans.sometimes.length === 0) {
    const reason = `${name} is scanned when an image is pushed and never again.`;
    return { verdict: 'warn', reason, findings: [at(reason)] };
  }
  if (frequency.resolved && frequency.value === undefined && state.native === undefined) {
    const reason = `The registry does not show whether it scans ${name}.`;
    return { verdict: 'unknown', code: 'no-source-configured', reason };
  }
  if (rescans.sometimes.length > 0) {
    const reason = `A scheduled job scans the image of ${name}; how often is not in the repository.`;
    return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: rescans.sometimes };
  }
  const reason = `The registry does not scan the images of ${name}.`;
  return { verdict: 'fail', reason, findings: [at(reason)] };
}
