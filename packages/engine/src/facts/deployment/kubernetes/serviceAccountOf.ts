import { ManifestDocument } from '../../../helm/chart/manifestDocument';
import { YamlMap } from '../../../helm/yaml/readYaml';
import { CloudModel } from '../../cloud/cloudResource';
import { Resolved, resolved, unresolved } from '../../resolved';
import { Workload } from '../workload';
import { descend, ManifestFields, mapsOf, textOf } from './manifestFields';
import { annotationsOf, PackageIndex } from './packageIndex';

const unknownIdentity = 'Which role the service account has is not known.';

/** The service account of a pod: its token and its role. */
export function serviceAccountOf(options: {
  readonly spec: YamlMap;
  readonly fields: ManifestFields;
  readonly index: PackageIndex;
  readonly cloud: CloudModel | undefined;
}): NonNullable<Workload['serviceAccount']> {
  const { spec, fields, index, cloud } = options;
  const name = fields.text(spec.get('serviceAccountName') ?? spec.get('serviceAccount'));
  const account = index.find('ServiceAccount', (name.resolved && name.value) || 'default');
  const own = spec.get('automountServiceAccountToken');
  const inherited = account?.value.get('automountServiceAccountToken');
  return {
    name,
    automountsToken: fields.flag(own ?? inherited, 'automountServiceAccountToken'),
    roleArn: name.resolved
      ? roleOf({ name: name.value ?? 'default', account, fields, index, cloud })
      : unresolved(unknownIdentity),
  };
}

function roleOf(options: {
  readonly name: string;
  readonly account: ManifestDocument | undefined;
  readonly fields: ManifestFields;
  readonly index: PackageIndex;
  readonly cloud: CloudModel | undefined;
}): Resolved<string> {
  const { name, account, fields, index, cloud } = options;
  const annotation = account && annotationsOf(account.value).get('eks.amazonaws.com/role-arn');
  // An account number that is filled in later leaves the role named.
  if (typeof annotation === 'string' && annotation.includes('arn:aws')) return resolved(annotation);
  if (annotation !== undefined) return fields.text(annotation);
  const inCluster = index
    .ofKind('PodIdentityAssociation')
    .find(({ value }) => textOf(descend(value, ['spec', 'serviceAccount'])) === name);
  if (inCluster) return resolved(textOf(descend(inCluster.value, ['spec', 'roleARN'])) || 'a role');
  for (const { value } of index.ofKind('ClusterConfig')) {
    const associated = mapsOf(descend(value, ['iam', 'podIdentityAssociations'])).find(
      item => textOf(item.get('serviceAccountName')) === name,
    );
    const made = mapsOf(descend(value, ['iam', 'serviceAccounts'])).find(
      item => textOf(descend(item, ['metadata', 'name'])) === name,
    );
    if (associated ?? made) return resolved('a role that eksctl makes');
  }
  const association = cloud?.ofType('AWS::EKS::PodIdentityAssociation').find(resource => {
    const named = resource.get('ServiceAccount');
    return named.resolved && named.value === name;
  });
  if (!association) return resolved<string>(undefined);
  const role = association.get('RoleArn');
  return resolved(role.resolved && typeof role.value === 'string' ? role.value : association.name);
}
