import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { ManifestScans, manifestScans } from '../../facts/ciSecurity/manifestScans';

/** Deployment manifests are scanned for misconfiguration. */
export const secCiManifestScan = defineCheck({
  id: 'sec-ci-manifest-scan',
  needs: { scans: manifestScans },
  absentReason: 'The repository has no deploy descriptor.',
  judge: ({ scans }) =>
    scans.map(scan => ({ unit: `${scan.platform} descriptors`, judgement: judge(scan) })),
});

function judge(scans: ManifestScans): Judgement {
  const [gate] = scans.gating;
  if (gate) {
    const reason =
      'A step of a pipeline scans the descriptors and stops the job when it finds something.';
    return { verdict: 'pass', reason, evidence: [gate] };
  }
  const [weak] = scans.notGating;
  if (weak) {
    const reason = 'A step of a pipeline scans the descriptors, but what it finds stops nothing.';
    return { verdict: 'warn', reason, findings: [weak] };
  }
  const [schema] = scans.schema;
  if (schema) {
    const reason = 'Only the schema of the descriptors is checked, not what they configure.';
    return { verdict: 'warn', reason, findings: [schema] };
  }
  const [hook] = scans.hooks;
  if (hook) {
    const reason = 'Only a hook scans the descriptors, and nobody has to run hooks.';
    return { verdict: 'warn', reason, findings: [hook] };
  }
  if (scans.unreadable !== undefined) {
    const reason = `Whether a pipeline scans the descriptors is not known: ${scans.unreadable}.`;
    return { verdict: 'unknown', code: 'source-error', reason };
  }
  const message = 'No step of a pipeline scans the descriptors.';
  return { verdict: 'fail', reason: message, findings: [{ message, path: scans.path }] };
}
