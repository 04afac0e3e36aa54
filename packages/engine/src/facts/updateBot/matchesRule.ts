import { both, either, Match, matchesExpression, matchesName, opposite } from './matchesName';

/** What Renovate knows of one image of a Dockerfile when it applies its rules. */
export interface ImageDependency {
  /** Path of the Dockerfile. */
  readonly path: string;
  /** As written, without tag and digest; `undefined` when it is not known. */
  readonly name?: string;
  readonly tag?: string;
  readonly depType: 'final' | 'stage';
}

export type UpdateType = 'major' | 'minor' | 'patch' | 'digest' | 'pin' | 'pinDigest';

type Rule = Readonly<Record<string, unknown>>;

function list(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((entry): entry is string => typeof entry === 'string').slice(0, 200);
}

/**
 * Whether an entry of `packageRules` is about an update of an image. A condition that needs what only Renovate knows at
 * run time is `maybe`.
 */
export function matchesRule(rule: Rule, dependency: ImageDependency, type: UpdateType): Match {
  const matches: Match[] = [];
  for (const [key, value] of Object.entries(rule)) {
    if (!/^(match|exclude)[A-Z]|^paths$/.test(key) || list(value).length === 0) continue;
    const match = matchesCondition(key, list(value), dependency, type);
    matches.push(key.startsWith('exclude') ? opposite(match) : match);
  }
  // Package conditions of older versions are alternatives to each other.
  const packages = Object.keys(rule).filter(key =>
    /^matchPackage(Names|Patterns|Prefixes)$/.test(key),
  );
  if (packages.length > 1) {
    const others = Object.fromEntries(
      Object.entries(rule).filter(([key]) => !packages.includes(key)),
    );
    const names = packages.map(key => matchesCondition(key, list(rule[key]), dependency, type));
    return both([matchesRule(others, dependency, type), either(names)]);
  }
  return both(matches);
}

// eslint-disable-next-line max-params -- the four together are one condition
function matchesCondition(
  key: string,
  values: readonly string[],
  { path, name, tag, depType }: ImageDependency,
  type: UpdateType,
): Match {
  switch (key) {
    case 'matchManagers':
      return matchesName(values, 'dockerfile');
    case 'matchDatasources':
    case 'matchCategories':
    case 'matchLanguages':
      return matchesName(values, 'docker');
    case 'matchDepTypes':
      return matchesName(values, depType);
    case 'matchUpdateTypes':
      return matchesName(values, type);
    case 'matchFileNames':
    case 'matchFiles':
      return matchesName(values, path);
    case 'matchPaths':
    case 'paths':
      return either([
        matchesName(values, path),
        values.some(value => path.includes(value)) ? 'yes' : 'no',
      ]);
    case 'matchPackageNames':
    case 'matchDepNames':
    case 'excludePackageNames':
    case 'excludeDepNames':
      return name === undefined && !values.includes('*')
        ? 'maybe'
        : matchesName(values, name ?? '');
    case 'matchPackagePatterns':
    case 'matchDepPatterns':
    case 'excludePackagePatterns':
    case 'excludeDepPatterns':
      return matchesExpressions(values, name);
    case 'matchPackagePrefixes':
    case 'matchDepPrefixes':
    case 'excludePackagePrefixes':
      if (name === undefined) return 'maybe';
      return values.some(value => name.startsWith(value)) ? 'yes' : 'no';
    case 'matchCurrentVersion':
    case 'matchCurrentValue':
      return tag !== undefined && /^!?\/.*\/$/s.test(values[0]!)
        ? matchesName(values, tag)
        : 'maybe';
    default:
      return 'maybe';
  }
}

function matchesExpressions(values: readonly string[], name: string | undefined): Match {
  if (values.some(value => value === '*' || value === '^*$' || value === '.*')) return 'yes';
  return name === undefined ? 'maybe' : either(values.map(value => matchesExpression(value, name)));
}
