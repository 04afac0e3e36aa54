import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Observation } from '../../contract/observation';
import { Finding, Judgement } from '../../contract/verdict';
import { deployment } from '../../facts/deployment/deployment';
import { eachContainer } from '../../facts/deployment/eachContainer';
import { judgeTaskUser } from '../../facts/deployment/judgeTaskUser';
import { OwnContainer } from '../../facts/deployment/ownContainer';
import { judgeUnresolved, valueOf } from '../../facts/deployment/unresolvedField';
import { ImageUser, imageUsers } from '../../facts/image/imageUsers';

/** Capabilities that give a container the host, or most of it. */
const dangerous = /^(CAP_)?(ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE|NET_ADMIN|DAC_READ_SEARCH|BPF)$/i;

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
  const [broken, ...moreBroken] = brokenRules(container).map(at);
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

function brokenRules(container: OwnContainer): string[] {
  const user = valueOf(container.runAsUser);
  const isTask = container.platform !== 'kubernetes';
  const isRoot = isTask ? /^(root|0+)(:|$)/i.test(String(user)) : Number(user) === 0;
  const added = (valueOf(container.addedCapabilities) ?? []).filter(name => dangerous.test(name));
  const broken = (valueOf(container.hostNamespaces) ?? []).map(name =>
    isTask ? `${name}.` : `${name} is true.`,
  );
  if (valueOf(container.privileged) === true) broken.push('privileged is true.');
  if (user !== undefined && isRoot) broken.push(`The user is ${user}, which is root.`);
  if (valueOf(container.runAsNonRoot) === false) broken.push('runAsNonRoot is false.');
  if (added.length > 0) broken.push(`It adds the capability ${added.join(', ')}.`);
  return broken;
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
