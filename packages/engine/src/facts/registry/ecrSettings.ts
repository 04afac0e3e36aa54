import { LifecycleRule } from '../../contract/registryEvidence';
import { CloudModel, CloudResource, CloudValue } from '../cloud/cloudResource';
import { matchesPattern } from '../matchesPattern';
import { resolved, Resolved, unresolved } from '../resolved';
import { RepositoryState } from './repositoryState';

/** Types of resources that say something about image repositories. */
export const ecrTypes = [
  'AWS::ECR::Repository',
  'AWS::ECR::LifecyclePolicy',
  'AWS::ECR::RegistryScanningConfiguration',
  'AWS::ECR::SigningConfiguration',
] as const;

/** The settings of every ECR repository that the infrastructure code declares. */
export function readEcrSettings(cloud: CloudModel): RepositoryState[] {
  return cloud.ofType('AWS::ECR::Repository').map(resource => {
    const written = textOf(resource.get('RepositoryName'));
    const line = resource.line;
    return {
      name: written.resolved && written.value !== undefined ? written.value : resource.name,
      source: 'code',
      location: { path: resource.path, ...(line === undefined ? {} : { line }) },
      mutability: {
        setting: withDefault(textOf(resource.get('ImageTagMutability')), 'MUTABLE'),
        exclusions: listOf(resource.get('ImageTagMutabilityExclusionFilters'), filterText),
        line: resource.lineOf('ImageTagMutability'),
      },
      scanning: scanningOf(resource, written, cloud),
      lifecycle: lifecycleOf(resource, cloud),
      pullThroughCache: false,
      signingRule: isSigned(written, cloud),
      native: undefined,
      images: undefined,
    };
  });
}

function textOf(value: Resolved<CloudValue>): Resolved<string> {
  if (!value.resolved) return value;
  if (value.value === undefined) return resolved<string>(undefined);
  const plain = value.value;
  if (typeof plain === 'string') return resolved(plain);
  return typeof plain === 'number' || typeof plain === 'boolean'
    ? resolved(String(plain))
    : unresolved('its value is only known at deploy time');
}

function withDefault(value: Resolved<string>, fallback: string): Resolved<string> {
  return value.resolved && value.value === undefined ? resolved(fallback) : value;
}

function listOf<T>(
  value: Resolved<CloudValue>,
  each: (item: CloudValue) => T | undefined,
): Resolved<readonly T[]> {
  if (!value.resolved) return value;
  if (value.value === undefined) return resolved<readonly T[]>([]);
  const items = Array.isArray(value.value) ? (value.value as readonly CloudValue[]) : [value.value];
  const read = items.map(each);
  return read.includes(undefined)
    ? unresolved('an entry is only known at deploy time')
    : resolved(read as T[]);
}

function field(value: CloudValue | undefined, ...names: readonly string[]): CloudValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const record = value as Readonly<Record<string, CloudValue>>;
  const name = names.find(candidate => record[candidate] !== undefined);
  return name === undefined ? undefined : record[name];
}

function filterText(item: CloudValue): string | undefined {
  const text =
    typeof item === 'string'
      ? item
      : field(item, 'ImageTagMutabilityExclusionFilterValue', 'Filter', 'filter');
  return typeof text === 'string' ? text : undefined;
}

/** Whether a rule with repository filters covers the repository; `undefined` when that cannot be known. */
function covers(rule: CloudValue, name: Resolved<string>): boolean | undefined {
  const filters = field(rule, 'RepositoryFilters', 'RepositoryFilter');
  const items = Array.isArray(filters) ? (filters as readonly CloudValue[]) : [filters ?? ''];
  const patterns = items.map(filterText);
  // `*` covers whatever the name will be.
  if (patterns.includes('*')) return true;
  if (!name.resolved || name.value === undefined || patterns.includes(undefined)) return undefined;
  const repository = name.value;
  // ECR: a filter without wildcard matches every name that contains it.
  return patterns.some(pattern =>
    pattern!.includes('*') ? matchesPattern(pattern!, repository) : repository.includes(pattern!),
  );
}

function scanningOf(
  resource: CloudResource,
  name: Resolved<string>,
  cloud: CloudModel,
): RepositoryState['scanning'] {
  const [registry] = cloud.ofType('AWS::ECR::RegistryScanningConfiguration');
  const line = resource.lineOf('ImageScanningConfiguration');
  if (!registry) {
    const onPush = textOf(resource.get('ImageScanningConfiguration', 'ScanOnPush'));
    if (!onPush.resolved) return { frequency: onPush, scanType: resolved('BASIC'), line };
    const frequency = onPush.value?.toLowerCase() === 'true' ? 'SCAN_ON_PUSH' : 'MANUAL';
    return { frequency: resolved(frequency), scanType: resolved('BASIC'), line };
  }
  const scanType = withDefault(textOf(registry.get('ScanType')), 'BASIC');
  const rules = registry.get('Rules');
  if (!rules.resolved) return { frequency: rules, scanType, line: registry.line };
  const list = Array.isArray(rules.value) ? (rules.value as readonly CloudValue[]) : [];
  const covered = list.map(rule => ({ rule, covers: covers(rule, name) }));
  const frequencies = covered
    .filter(entry => entry.covers === true)
    .map(({ rule }) => field(rule, 'ScanFrequency'));
  const best = ['CONTINUOUS_SCAN', 'SCAN_ON_PUSH'].find(frequency =>
    frequencies.includes(frequency),
  );
  if (best === undefined && covered.some(entry => entry.covers === undefined)) {
    const frequency = unresolved<string>(
      'which rule covers the repository is only known at deploy time',
    );
    return { frequency, scanType, line: registry.line };
  }
  return { frequency: resolved(best ?? 'MANUAL'), scanType, line: registry.line };
}

function isSigned(name: Resolved<string>, cloud: CloudModel): boolean {
  return cloud.ofType('AWS::ECR::SigningConfiguration').some(configuration => {
    const rules = configuration.get('Rules');
    const list = rules.resolved && Array.isArray(rules.value) ? rules.value : [];
    return (list as readonly CloudValue[]).some(rule => covers(rule, name) === true);
  });
}

function lifecycleOf(resource: CloudResource, cloud: CloudModel): RepositoryState['lifecycle'] {
  const inline = resource.get('LifecyclePolicy', 'LifecyclePolicyText');
  if (!inline.resolved || inline.value !== undefined) {
    return { rules: rulesOf(inline), line: resource.lineOf('LifecyclePolicy') };
  }
  const separate = cloud
    .ofType('AWS::ECR::LifecyclePolicy')
    .filter(policy => policy.path === resource.path || sharesFolder(policy.path, resource.path))
    .find(
      policy =>
        policy.references().includes(resource.name) ||
        isSameName(policy.get('RepositoryName'), resource.get('RepositoryName')),
    );
  if (!separate) return { rules: resolved<readonly LifecycleRule[]>([]), line: resource.line };
  const text = ['LifecyclePolicyText', 'Policy']
    .map(name => separate.get(name))
    .find(value => !value.resolved || value.value !== undefined);
  return { rules: rulesOf(text ?? resolved<CloudValue>(undefined)), line: separate.line };
}

function sharesFolder(a: string, b: string): boolean {
  return a.slice(0, a.lastIndexOf('/') + 1) === b.slice(0, b.lastIndexOf('/') + 1);
}

function isSameName(a: Resolved<CloudValue>, b: Resolved<CloudValue>): boolean {
  return a.resolved && b.resolved && typeof a.value === 'string' && a.value === b.value;
}

const policyLimit = 64 * 1024;

function rulesOf(text: Resolved<CloudValue>): Resolved<readonly LifecycleRule[]> {
  if (!text.resolved) return text;
  let policy: unknown = text.value;
  if (typeof policy === 'string') {
    try {
      policy = policy.length > policyLimit ? undefined : JSON.parse(policy);
    } catch {
      policy = undefined;
    }
  }
  const rules = field(policy as CloudValue, 'rules');
  if (!Array.isArray(rules)) return unresolved('the lifecycle policy is no readable JSON');
  const read = (rules as readonly CloudValue[]).map(ruleOf);
  return read.includes(undefined)
    ? unresolved('a rule of the lifecycle policy is not understood')
    : resolved(read as LifecycleRule[]);
}

function ruleOf(rule: CloudValue): LifecycleRule | undefined {
  const selection = field(rule, 'selection');
  const tagStatus = field(selection, 'tagStatus');
  const countType = field(selection, 'countType');
  const countNumber = Number(field(selection, 'countNumber'));
  const action = field(field(rule, 'action'), 'type');
  const known =
    (tagStatus === 'tagged' || tagStatus === 'untagged' || tagStatus === 'any') &&
    (countType === 'imageCountMoreThan' ||
      countType === 'sinceImagePushed' ||
      countType === 'sinceImagePulled' ||
      countType === 'sinceImageTransitioned') &&
    (action === 'expire' || action === 'transition') &&
    Number.isFinite(countNumber);
  return known ? { tagStatus, countType, countNumber, action } : undefined;
}
