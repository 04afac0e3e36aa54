import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Observation } from '../../contract/observation';
import { Finding, Judgement } from '../../contract/verdict';
import { deployment } from '../../facts/deployment/deployment';
import { eachContainer } from '../../facts/deployment/eachContainer';
import { findBrokenRules } from '../../facts/deployment/findBrokenRules';
import { judgeTaskUser } from '../../facts/deployment/judgeTaskUser';
import { OwnContainer } from '../../facts/deployment/ownContainer';
import { judgeUnresolved, valueOf } from '../../facts/deployment/unresolvedField';
import { ImageUser, imageUsers } from '../../facts/image/imageUsers';

/** Every own container runs with the fields of the Pod Security Standard "restricted". */
export const secRuntimeSecurityContext = defineCheck({
  id: 'sec-runtime-security-context',
  needs: { deployed: deployment, images: observed(imageUsers) },
  absentReason: 'The repository has no Kubernetes, ECS or Copilot descriptor.',
  judge: ({ deployed, images }) =>
    eachContainer({ deployed, platforms: ['kubernetes', 'ecs', 'copilot'] }, container =>
      judgeContainer(container, images),
    ),
});

function judgeContainer(
  container: OwnContainer,
  images: Observation<readonly ImageUser[]>,
): Judgement {
  if (container.windows) {
    return { verdict: 'not-applicable', reason: 'A Windows container: the check is about Linux.' };
  }
  const at = (message: string): Finding => ({
    message,
    path: container.path,
    line: container.line,
  });
  const [broken, ...moreBroken] = findBrokenRules(container).map(at);
  if (broken) {
    return {
      verdict: 'fail',
      reason: `${container.unit} is not confined: ${broken.message}`,
      findings: [broken, ...moreBroken],
    };
  }
  if (container.platform !== 'kubernetes') return judgeTaskUser(container, images);
  const { runAsUser, runAsNonRoot, allowPrivilegeEscalation, privileged } = container;
  const unknown = judgeUnresolved(container, {
    privileged,
    'A host namespace': container.hostNamespaces,
    runAsUser,
    runAsNonRoot,
    allowPrivilegeEscalation,
    'capabilities.add': container.addedCapabilities,
    'capabilities.drop': container.droppedCapabilities,
    seccompProfile: container.seccompProfile,
  });
  if (unknown) return unknown;
  const [missing, ...moreMissing] = missingFields(container).map(at);
  if (missing) {
    return {
      verdict: 'warn',
      reason: `${container.unit} is not fully restricted: ${missing.message}`,
      findings: [missing, ...moreMissing],
    };
  }
  const reason = `${container.unit} meets the Pod Security Standard "restricted".`;
  return { verdict: 'pass', reason, evidence: [at(reason)] };
}

function missingFields(container: OwnContainer): string[] {
  const missing: string[] = [];
  const user = Number(valueOf(container.runAsUser));
  const drops = (valueOf(container.droppedCapabilities) ?? []).some(name => /^ALL$/i.test(name));
  if (valueOf(container.runAsNonRoot) !== true && !(user > 0))
    missing.push('runAsNonRoot is not true.');
  if (valueOf(container.allowPrivilegeEscalation) !== false) {
    missing.push('allowPrivilegeEscalation is not false.');
  }
  if (!drops) missing.push('capabilities.drop does not contain ALL.');
  if (!/^(RuntimeDefault|Localhost)$/.test(valueOf(container.seccompProfile) ?? '')) {
    missing.push('seccompProfile is neither RuntimeDefault nor Localhost.');
  }
  return missing;
}
