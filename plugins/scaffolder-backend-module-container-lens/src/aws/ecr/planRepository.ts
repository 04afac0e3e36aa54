import { PresetName, repositoryPresets } from './repositoryPreset';
import { RepositoryState } from './readRepository';

/** How a repository is to be. */
export interface WantedRepository {
  readonly preset: PresetName;
  /** Tags that may move, beside those of the preset. */
  readonly extraExclusions: readonly string[];
  /** AES256 when not set; a repository that has a KMS key already keeps it. */
  readonly kmsKeyArn: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** One setting that is not as wanted. */
export interface SettingChange {
  readonly setting:
    'repository' | 'immutability' | 'scanning' | 'lifecycle' | 'encryption' | 'tags';
  readonly from: string;
  readonly to: string;
}

/** Sorted, without duplicates. */
export function exclusionsOf(wanted: WantedRepository): string[] {
  return [
    ...new Set([...repositoryPresets[wanted.preset].exclusions, ...wanted.extraExclusions]),
  ].sort();
}

/** The policy in the form ECR takes it. */
export function lifecycleOf(wanted: WantedRepository): string {
  return JSON.stringify({ rules: repositoryPresets[wanted.preset].rules });
}

/** What a new repository gets. */
export function planNewRepository(wanted: WantedRepository, from: 'absent' | 'unknown') {
  const tags = Object.keys(wanted.tags);
  const changes: SettingChange[] = [
    { setting: 'repository', from, to: 'created' },
    { setting: 'immutability', from, to: immutabilityText(exclusionsOf(wanted)) },
    { setting: 'scanning', from, to: 'on push' },
    { setting: 'encryption', from, to: wanted.kmsKeyArn ? `KMS ${wanted.kmsKeyArn}` : 'AES256' },
    { setting: 'lifecycle', from, to: lifecycleText(lifecycleOf(wanted)) },
  ];
  return tags.length === 0
    ? changes
    : [...changes, { setting: 'tags' as const, from, to: tagsText(wanted.tags, tags) }];
}

/** What differs from the preset; empty when nothing does. */
export function planRepository(state: RepositoryState, wanted: WantedRepository): SettingChange[] {
  const changes: SettingChange[] = [];
  const exclusions = exclusionsOf(wanted);
  const current =
    state.mutability === 'IMMUTABLE_WITH_EXCLUSION'
      ? immutabilityText(state.exclusions)
      : state.mutability;
  if (current !== immutabilityText(exclusions)) {
    changes.push({ setting: 'immutability', from: current, to: immutabilityText(exclusions) });
  }
  if (!state.scanOnPush) changes.push({ setting: 'scanning', from: 'manual', to: 'on push' });
  // A key of one's own is more than what the preset asks for.
  if (wanted.kmsKeyArn !== undefined && wanted.kmsKeyArn !== state.kmsKey) {
    changes.push({
      setting: 'encryption',
      from: [state.encryption, state.kmsKey].filter(Boolean).join(' '),
      to: `KMS ${wanted.kmsKeyArn}`,
    });
  }
  if (!isSamePolicy(state.lifecycle, lifecycleOf(wanted))) {
    changes.push({
      setting: 'lifecycle',
      from: lifecycleText(state.lifecycle),
      to: lifecycleText(lifecycleOf(wanted)),
    });
  }
  const differing = Object.keys(wanted.tags).filter(key => state.tags[key] !== wanted.tags[key]);
  if (differing.length > 0) {
    changes.push({
      setting: 'tags',
      from: tagsText(state.tags, differing),
      to: tagsText(wanted.tags, differing),
    });
  }
  return changes;
}

function immutabilityText(exclusions: readonly string[]): string {
  return `immutable except ${exclusions.join(', ')}`;
}

function tagsText(tags: Readonly<Record<string, string>>, keys: readonly string[]): string {
  return [...keys]
    .sort()
    .map(key => `${key}=${tags[key] ?? ''}`)
    .join(', ');
}

function lifecycleText(policy: string | undefined): string {
  const rules = policy === undefined ? [] : rulesOf(policy);
  if (rules === undefined) return 'a policy that cannot be read';
  const names = rules.map(rule => String((rule as { description?: unknown })?.description ?? '?'));
  return names.length === 0 ? 'none' : names.join(', ').slice(0, 500);
}

/** Compares what the rules mean: ECR may give back other spaces and another order of keys and rules. */
function isSamePolicy(a: string | undefined, b: string): boolean {
  const rules = a === undefined ? undefined : rulesOf(a);
  return rules !== undefined && canonical(rules) === canonical(rulesOf(b) ?? []);
}

function rulesOf(policy: string): unknown[] | undefined {
  try {
    const { rules } = JSON.parse(policy);
    return Array.isArray(rules) ? rules : undefined;
  } catch {
    return undefined;
  }
}

function canonical(rules: readonly unknown[]): string {
  const priority = (rule: unknown) => Number((rule as { rulePriority?: unknown })?.rulePriority);
  return JSON.stringify(
    [...rules].sort((a, b) => priority(a) - priority(b)),
    (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
  );
}
