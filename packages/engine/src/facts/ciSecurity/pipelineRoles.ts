import { Finding } from '../../contract/verdict';
import { CloudModel, CloudResource, CloudValue } from '../cloud/cloudResource';
import { PermissionReading } from './tokenPermissions';

/** Who may take the role of a pipeline. */
const trusted =
  /codebuild\.amazonaws\.com|codepipeline\.amazonaws\.com|token\.actions\.githubusercontent\.com|gitlab/;

/** A role of a pipeline in the infrastructure code, with what is wrong with its policies. */
export interface PipelineRole extends PermissionReading {
  readonly name: string;
  readonly path: string;
  readonly line?: number;
  /** A policy of the role whose document is not known. */
  readonly unread?: string;
}

/** Roles that CodeBuild or a pipeline outside of AWS takes, by their trust policy. */
export function findPipelineRoles(cloud: CloudModel): PipelineRole[] {
  return cloud.ofType('AWS::IAM::Role').flatMap(role => {
    const trust = role.get('AssumeRolePolicyDocument');
    if (!trust.resolved || !trusted.test(JSON.stringify(trust.value ?? ''))) return [];
    const inline = cloud
      .ofType('AWS::IAM::RolePolicy')
      .filter(policy => belongsTo(policy, role, 'RoleName'));
    const attachments = cloud
      .ofType('AWS::IAM::RolePolicyAttachment')
      .filter(attachment => belongsTo(attachment, role, 'RoleName'));
    const shared = cloud
      .ofType('AWS::IAM::Policy')
      .filter(policy => belongsTo(policy, role, 'Roles'));
    const managed = cloud
      .ofType('AWS::IAM::ManagedPolicy')
      .filter(
        policy =>
          belongsTo(policy, role, 'Roles') ||
          role.references('ManagedPolicyArns').includes(policy.name) ||
          attachments.some(attachment => attachment.references('PolicyArn').includes(policy.name)),
      );
    const documents = [...inline, ...shared, ...managed];
    const statements = [
      ...statementsOf(role, ['Policies']),
      ...documents.flatMap(policy => statementsOf(policy, ['PolicyDocument'])),
    ];
    const arns = [
      textAt(role, 'ManagedPolicyArns'),
      ...attachments.map(attachment => textAt(attachment, 'PolicyArn')),
    ].join(' ');
    const [unread] = documents.flatMap(policy => {
      const document = policy.get('PolicyDocument');
      return document.resolved ? [] : [`${policy.name}: ${document.reason}`];
    });
    const { path, line } = role;
    return [{ name: role.name, path, line, unread, ...judge(role, statements, arns) }];
  });
}

/** A policy names its role by reference or by the name both are given. */
function belongsTo(policy: CloudResource, role: CloudResource, property: string): boolean {
  if (policy.references(property).includes(role.name)) return true;
  const name = role.get('RoleName');
  const value = policy.get(property);
  return (
    name.resolved &&
    typeof name.value === 'string' &&
    value.resolved &&
    [value.value].flat().includes(name.value)
  );
}

function textAt(resource: CloudResource, property: string): string {
  const value = resource.get(property);
  return value.resolved ? JSON.stringify(value.value ?? '') : '';
}

type Statement = Readonly<Record<string, CloudValue>>;

function statementsOf(resource: CloudResource, path: readonly string[]): Statement[] {
  const value = resource.get(...path);
  return value.resolved ? collect(value.value, 0) : [];
}

/** Every statement below a value: policies, documents and lists of them. */
function collect(value: CloudValue | undefined, depth: number): Statement[] {
  if (depth > 6 || typeof value !== 'object') return [];
  if (Array.isArray(value)) {
    return (value as readonly CloudValue[]).flatMap(item => collect(item, depth + 1));
  }
  const record = value as Statement;
  if (
    record.Effect !== undefined &&
    (record.Action !== undefined || record.NotAction !== undefined)
  ) {
    return [record];
  }
  return Object.values(record).flatMap(item => collect(item, depth + 1));
}

function textsOf(value: CloudValue | undefined): string[] {
  const list = Array.isArray(value) ? (value as readonly CloudValue[]) : [value];
  return list.filter(item => typeof item === 'string').map(item => item.toLowerCase());
}

function judge(
  role: CloudResource,
  statements: readonly Statement[],
  arns: string,
): PermissionReading {
  const worst: Finding[] = [];
  const weak: Finding[] = [];
  const place = { path: role.path, line: role.line };
  if (/policy\/AdministratorAccess/.test(arns)) {
    worst.push({ message: `${role.name} has AdministratorAccess.`, ...place });
  } else if (
    /AmazonEC2ContainerRegistry(PowerUser|FullAccess)|AmazonElasticContainerRegistryPublic(PowerUser|FullAccess)/.test(
      arns,
    )
  ) {
    weak.push({
      message: `${role.name} may write to every ECR repository of the account.`,
      ...place,
    });
  }
  for (const { Effect: effect, Action: action, Resource: resource } of statements) {
    if (effect !== 'Allow') continue;
    const actions = textsOf(action);
    const everywhere = textsOf(resource).includes('*');
    if (actions.some(name => name === '*' || name === '*:*')) {
      worst.push({ message: `${role.name} may do everything (Action "*").`, ...place });
    } else if (actions.includes('ecr:*')) {
      weak.push({ message: `${role.name} may do everything with ECR (ecr:*).`, ...place });
    } else if (everywhere && actions.some(name => /^ecr:(put|.*upload)/.test(name))) {
      weak.push({
        message: `${role.name} may push to every ECR repository (Resource "*").`,
        ...place,
      });
    }
  }
  return { worst, weak };
}
