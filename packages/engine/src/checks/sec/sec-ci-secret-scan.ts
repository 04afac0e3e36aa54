import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { secretScans } from '../../facts/ciSecurity/secretScans';
import { scm } from '../../facts/scm/scm';

/** Commits and images are scanned for secrets. */
export const secCiSecretScan = defineCheck({
  id: 'sec-ci-secret-scan',
  needs: { scans: secretScans, host: observed(scm) },
  judge: ({ scans, host }) => {
    const onHost = host.status === 'present' ? host.value.secretScanning : undefined;
    const judge = (): Judgement => {
      if (onHost?.enabled && onHost.pushProtection) {
        const reason = 'The Git host scans for secrets and refuses pushes that hold one.';
        return { verdict: 'pass', reason, evidence: [{ message: reason }] };
      }
      const [gate] = scans.gating;
      if (gate) {
        const reason =
          'A step of a pipeline scans for secrets and stops the job when it finds one.';
        return { verdict: 'pass', reason, evidence: [gate] };
      }
      const [weak] = scans.notGating;
      if (weak) {
        const reason = 'A step of a pipeline scans for secrets, but what it finds stops nothing.';
        return { verdict: 'warn', reason, findings: [weak] };
      }
      if (onHost?.enabled) {
        const reason = 'The Git host scans for secrets, but does not refuse pushes that hold one.';
        return { verdict: 'warn', reason, findings: [{ message: reason }] };
      }
      const [hook] = scans.hooks;
      if (hook) {
        const reason = 'Only a hook scans for secrets, and nobody has to run hooks.';
        return { verdict: 'warn', reason, findings: [hook] };
      }
      if (scans.unreadable !== undefined) {
        const reason = `Whether a pipeline scans for secrets is not known: ${scans.unreadable}.`;
        return { verdict: 'unknown', code: 'source-error', reason };
      }
      if (onHost) {
        const reason =
          'The Git host does not scan for secrets, and neither does a pipeline or hook.';
        return { verdict: 'fail', reason, findings: [{ message: reason }] };
      }
      const reason =
        'No pipeline or hook scans for secrets; whether the Git host does could not be read.';
      return { verdict: 'unknown', code: 'no-source-configured', reason };
    };
    return [{ unit: 'repository', judgement: judge() }];
  },
});
