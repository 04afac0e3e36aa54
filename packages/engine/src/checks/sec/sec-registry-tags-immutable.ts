import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { deployment } from '../../facts/deployment/deployment';
import { eachRepository } from '../../facts/registry/eachRepository';
import { judgeExclusions } from '../../facts/registry/judgeExclusions';
import { releaseTags } from '../../facts/registry/releaseTags';
import { repositorySettings } from '../../facts/registry/repositorySettings';
import { RepositoryState } from '../../facts/registry/repositoryState';
import { entitySettings } from '../../facts/repository/entitySettings';

/** Release tags cannot be overwritten. */
export const secRegistryTagsImmutable = defineCheck({
  id: 'sec-registry-tags-immutable',
  needs: {
    settings: entitySettings,
    setups: observed(repositorySettings),
    tags: releaseTags,
    deployed: observed(deployment),
  },
  judge: ({ settings, setups, tags, deployed }) => {
    const { ownContainers = [], unread = [] } = deployed.status === 'present' ? deployed.value : {};
    const byDigest =
      ownContainers.length > 0 &&
      unread.length === 0 &&
      ownContainers.every(({ image }) => image.resolved && image.value?.includes('@sha256:'));
    return eachRepository({
      setups,
      settings,
      judge: state => judgeMutability(state, tags.of(state), byDigest),
    });
  },
});

function judgeMutability(
  state: RepositoryState,
  tags: readonly string[] | undefined,
  byDigest: boolean,
): Judgement {
  const { setting, exclusions, line } = state.mutability;
  const { name } = state;
  const at = (message: string): Finding => ({
    message,
    ...(state.location && { path: state.location.path, line: line ?? state.location.line }),
  });
  const open = [setting, exclusions].find(value => !value.resolved);
  if (!setting.resolved || !exclusions.resolved) {
    const why = open && !open.resolved ? open.reason : 'its value is not known';
    const reason = `Whether tags of ${name} can be overwritten is not known: ${why}.`;
    return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: [at(reason)] };
  }
  if (setting.value === undefined) {
    const reason = `The registry does not show whether tags of ${name} can be overwritten.`;
    return { verdict: 'unknown', code: 'no-source-configured', reason };
  }
  const verdict = judgeExclusions(setting.value, exclusions.value ?? [], tags);
  if (verdict.kind === 'unknown') {
    const reason = `${name} has the setting ${setting.value.slice(0, 50)}, which is not known.`;
    return { verdict: 'unknown', code: 'unparseable', reason, evidence: [at(reason)] };
  }
  if (verdict.kind === 'unlisted') {
    const reason = `The filters of ${name} cover usual release tags; whether they cover every tag that exists is not known, because its images cannot be listed.`;
    return { verdict: 'unknown', code: 'no-source-configured', reason, evidence: [at(reason)] };
  }
  if (verdict.kind === 'immutable') {
    const reason = `Release tags of ${name} cannot be overwritten.`;
    return { verdict: 'pass', reason, evidence: [at(reason)] };
  }
  if (verdict.kind === 'partly') {
    const reason = `Tags of ${name} are protected in part: ${verdict.why}.`;
    return { verdict: 'warn', reason, findings: [at(reason)] };
  }
  if (byDigest) {
    const reason = `Tags of ${name} can be overwritten; every deployment names the image by digest.`;
    return { verdict: 'warn', reason, findings: [at(reason)] };
  }
  const reason = `Release tags of ${name} can be overwritten.`;
  return { verdict: 'fail', reason, findings: [at(reason)] };
}
