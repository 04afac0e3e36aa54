import { ManifestDocument } from '../../helm/chart/manifestDocument';
import { clean, textOf } from './kubernetes/manifestFields';
import { nameOf } from './kubernetes/packageIndex';
import { UnreadDescriptor } from './ownContainer';

const pointers: Readonly<Record<string, RegExp>> = {
  HelmRelease: /^helm\.toolkit\.fluxcd\.io\//,
  HelmChart: /^helm\.cattle\.io\//,
  Kustomization: /^kustomize\.toolkit\.fluxcd\.io\//,
  Application: /^argoproj\.io\//,
  ApplicationSet: /^argoproj\.io\//,
};

/** Objects that deploy what is written elsewhere. Where nothing else is deployed, they are the service. */
export function chartPointers(documents: readonly ManifestDocument[]): UnreadDescriptor[] {
  return documents.flatMap((document): UnreadDescriptor[] => {
    const kind = textOf(document.value.get('kind'));
    const group = Object.hasOwn(pointers, kind) ? pointers[kind] : undefined;
    if (!group?.test(textOf(document.value.get('apiVersion')))) return [];
    const name = clean(`${kind}/${nameOf(document.value)}`);
    return [
      {
        platform: 'kubernetes',
        kind: 'manifest',
        path: document.originAt([])?.path ?? '',
        reason: `What ${name} deploys is not in this repository.`,
      },
    ];
  });
}
