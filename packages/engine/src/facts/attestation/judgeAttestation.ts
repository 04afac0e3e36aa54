import { Finding, Judgement } from '../../contract/verdict';
import { AttestationState } from './attestation';

/**
 * The verdict of an attestation (catalogue definition `attestation`): yes passes, and warns in its last days; no fails;
 * a missing, expired or invalid one decides nothing. `missing` is what people should state, as a clause:
 * `whether images are signed before they are deployed`.
 *
 * @public
 */
export function judgeAttestation(state: AttestationState, missing: string): Judgement {
  switch (state.state) {
    case 'missing':
      return {
        verdict: 'unknown',
        code: 'attestation-missing',
        reason: `Nobody has attested ${missing}; .container-lens.yaml is the place for it.`,
      };
    case 'expired':
    case 'invalid': {
      const finding: Finding = { message: state.reason, ...state.location };
      const what = state.state === 'expired' ? 'has expired' : 'does not count';
      return {
        verdict: 'unknown',
        code: state.state === 'expired' ? 'attestation-expired' : 'attestation-missing',
        reason: `The attestation ${what}: ${state.reason}`,
        evidence: [finding],
      };
    }
    default: {
      const words = state.reason === undefined ? '' : ` "${state.reason.slice(0, 300)}"`;
      const message = `${state.approver} attests ${state.answer}:${words} (${state.evidence}, until ${state.expiresAt}).`;
      const finding: Finding = { message, ...state.location };
      if (state.answer === 'no') {
        return { verdict: 'fail', reason: message, findings: [finding] };
      }
      if (state.expiresSoon) {
        const reason = `The attestation ends on ${state.expiresAt}; renew it.`;
        return { verdict: 'warn', reason, findings: [finding] };
      }
      return { verdict: 'pass', reason: message, evidence: [finding] };
    }
  }
}
