import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { deployment } from '../deployment/deployment';
import { SourceLocation } from '../image/imageConfig';
import { mayDescribeDeployment } from '../deployment/deploymentPaths';
import { repositoryTree } from '../repository/repositoryTree';

const scaler = /^[ \t]*kind:[ \t]*["']?(HorizontalPodAutoscaler|ScaledObject)\b/m;

/**
 * Autoscalers that the repository has and the production render does not: in a template that is switched off, or in
 * another environment.
 *
 * @public
 */
export const idleAutoscalers = defineFact<readonly SourceLocation[]>({
  id: 'idle-autoscalers',
  description: 'Autoscalers that production does not have.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    const deployed = read(deployment);
    if (deployed.status !== 'present') return present([]);
    const used = new Set(
      deployed.value.workloads.flatMap(({ autoscalers }) => autoscalers.map(({ path }) => path)),
    );
    const others = deployed.value.environments
      .flatMap(({ workloads }) => workloads.flatMap(({ autoscalers }) => autoscalers))
      .filter(({ path }) => !used.has(path));
    const written = tree.value.entries.flatMap(({ path, content }): SourceLocation[] => {
      if (content.status !== 'present' || used.has(path) || !mayDescribeDeployment(path)) return [];
      if (!/(^|\/)templates\/[^/]*\.ya?ml$|(^|\/)templates\/.*\.ya?ml$/.test(path)) return [];
      const found = scaler.exec(content.value);
      return found ? [{ path, line: content.value.slice(0, found.index).split('\n').length }] : [];
    });
    return present([...others, ...written]);
  },
});
