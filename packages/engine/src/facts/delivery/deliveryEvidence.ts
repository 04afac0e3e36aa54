import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { CiModel } from '../ci/model/pipeline';
import { pipelines } from '../ci/pipelines';
import { SourceLocation } from '../image/imageConfig';
import { entitySettings } from '../repository/entitySettings';
import { repositoryTree } from '../repository/repositoryTree';

/** What brings the image to where it runs. */
export interface DeliveryEvidence {
  readonly automated?: SourceLocation & { readonly reason: string };
  /** The only deployments there are wait for a person. */
  readonly manual?: SourceLocation;
  /** True when delivery is said to live elsewhere and nothing here shows it. */
  readonly elsewhere: boolean;
}

const resources =
  /^apiVersion:\s*["']?(argoproj\.io|kustomize\.toolkit\.fluxcd\.io|helm\.toolkit\.fluxcd\.io|image\.toolkit\.fluxcd\.io)\//m;
const kinds =
  /^kind:\s*["']?(Application|ApplicationSet|Kustomization|HelmRelease|ImageUpdateAutomation|Rollout)\b/m;
const annotations =
  /\b(argocd\/(app-name|app-selector|project-name|instance-name)|fluxcd\.io\/|fluxcd\/)/;

/** @public */
export const deliveryEvidence = defineFact<DeliveryEvidence>({
  id: 'delivery-evidence',
  description: 'Deployments of pipelines, and signs of a controller that applies a repository.',
  derive: ({ organisation }, read) => {
    const tree = read(repositoryTree);
    const ci = read(pipelines);
    if (tree.status !== 'present') return tree;
    if (ci.status !== 'present') return ci;
    const settings = read(entitySettings);
    const declared = settings.status === 'present' ? settings.value.get('delivery') : undefined;
    const deployed = automatedDeployment(ci.value);
    if (deployed) return present({ automated: deployed, elsewhere: false });
    if (declared !== undefined && declared !== '') {
      const reason = `The entity names where it is delivered from: ${declared.slice(0, 200)}.`;
      return present({ automated: { reason, path: '' }, elsewhere: false });
    }
    for (const { path, content } of tree.value.entries) {
      if (!/\.ya?ml$/.test(path) || content.status !== 'present') continue;
      const { value } = content;
      const isEntity = /(^|\/)catalog-info\.ya?ml$/.test(path) && annotations.test(value);
      const isResource =
        value.includes('apiVersion:') && resources.test(value) && kinds.test(value);
      if (isEntity || isResource) {
        const reason = `${path} shows that a controller delivers the image.`;
        return present({ automated: { reason, path }, elsewhere: false });
      }
    }
    const [byHand] = ci.value.deployments;
    const manual = byHand && { path: byHand.step.path, line: byHand.step.line };
    return present({ manual, elsewhere: organisation.deliveryElsewhere });
  },
});

/** In the pipeline that builds the image, a deployment waits for it; beside the build it deploys something else. */
function followsBuild(ci: CiModel, deployment: CiModel['deployments'][number]): boolean {
  const builds = ci.builds.filter(({ pipeline }) => pipeline === deployment.pipeline);
  return (
    builds.length === 0 ||
    builds.some(build => build.job === deployment.job || ci.isBefore(build, deployment))
  );
}

/** A deployment that no person has to start. */
function automatedDeployment(ci: CiModel): DeliveryEvidence['automated'] {
  const found = ci.deployments.find(
    one =>
      !one.job.manual &&
      (one.step.triggers.length === 0 || one.step.triggers.some(t => t.kind !== 'manual')) &&
      followsBuild(ci, one),
  );
  if (!found) return undefined;
  const { path, line } = found.step;
  return { reason: `${found.job.id} deploys the image with ${found.tool}.`, path, line };
}
