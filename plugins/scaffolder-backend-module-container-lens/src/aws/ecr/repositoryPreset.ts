/** What a repository is for: images of a service, or parent images. */
export type PresetName = 'service' | 'parent';

/** One rule of a life cycle, as ECR writes it. */
export interface LifecycleRule {
  readonly rulePriority: number;
  readonly description: string;
  readonly selection: {
    readonly tagStatus: 'tagged' | 'untagged';
    readonly tagPatternList?: readonly string[];
    readonly countType: 'imageCountMoreThan' | 'sinceImagePushed';
    readonly countUnit?: 'days';
    readonly countNumber: number;
  };
  readonly action: { readonly type: 'expire' };
}

/** How a repository of the golden path is set up, whoever creates it. */
export interface RepositoryPreset {
  /** Tags that may move; all others never change. */
  readonly exclusions: readonly string[];
  readonly rules: readonly LifecycleRule[];
}

/**
 * The presets. The overlays `infra/ecr` and `parent/base` declare the same in CloudFormation; a test compares them.
 *
 * An image that matches the tags of a rule cannot be expired by a later rule: what was promoted or released comes first.
 */
export const repositoryPresets: Readonly<Record<PresetName, RepositoryPreset>> = {
  service: {
    exclusions: ['buildcache-*'],
    rules: numbered([
      keepLast('promoted images', 'deployed-*', 50),
      untaggedFor(7),
      cachesFor(14),
      keepLast('commits', 'git-*', 100),
    ]),
  },
  parent: {
    exclusions: ['*-stable', 'buildcache-*'],
    rules: numbered([
      keepLast('channels', '*-stable', 100),
      keepLast('releases', '*.*.*-r*', 300),
      untaggedFor(7),
      cachesFor(14),
      keepLast('builds', 'git-*', 100),
    ]),
  },
};

type Rule = Omit<LifecycleRule, 'rulePriority'>;

function numbered(rules: readonly Rule[]): LifecycleRule[] {
  return rules.map((rule, index) => ({ rulePriority: index + 1, ...rule }));
}

function keepLast(description: string, pattern: string, count: number): Rule {
  return {
    description,
    selection: {
      tagStatus: 'tagged',
      tagPatternList: [pattern],
      countType: 'imageCountMoreThan',
      countNumber: count,
    },
    action: { type: 'expire' },
  };
}

function untaggedFor(days: number): Rule {
  return {
    description: 'untagged',
    selection: {
      tagStatus: 'untagged',
      countType: 'sinceImagePushed',
      countUnit: 'days',
      countNumber: days,
    },
    action: { type: 'expire' },
  };
}

function cachesFor(days: number): Rule {
  return {
    description: 'build caches',
    selection: {
      tagStatus: 'tagged',
      tagPatternList: ['buildcache-*'],
      countType: 'sinceImagePushed',
      countUnit: 'days',
      countNumber: days,
    },
    action: { type: 'expire' },
  };
}
