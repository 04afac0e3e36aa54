/** What a preset that everybody can name changes for images of Dockerfiles; an empty object changes nothing. */
export type PresetConfig = Readonly<Record<string, unknown>>;

const off = { enabled: false };
const on = { automerge: true };

/** Ignored by `config:recommended` and its older name. */
const modulesAndTests = {
  ignorePaths: [
    '**/node_modules/**',
    '**/bower_components/**',
    '**/vendor/**',
    '**/examples/**',
    '**/__tests__/**',
    '**/test/**',
    '**/tests/**',
    '**/__fixtures__/**',
  ],
};

const special: ReadonlyMap<string, PresetConfig> = new Map<string, PresetConfig>([
  ['config:recommended', { extends: [':ignoreModulesAndTests'] }],
  ['config:base', { extends: [':ignoreModulesAndTests'] }],
  ['config:best-practices', { extends: [':ignoreModulesAndTests'] }],
  ['config:js-app', { extends: [':ignoreModulesAndTests'] }],
  ['config:js-lib', { extends: [':ignoreModulesAndTests'] }],
  ['config:semverAllMonthly', { extends: [':ignoreModulesAndTests'] }],
  ['config:semverAllWeekly', { extends: [':ignoreModulesAndTests'] }],
  [':ignoreModulesAndTests', modulesAndTests],
  ['docker:disable', { dockerfile: off }],
  [':disableRenovate', off],
  [':enableRenovate', { enabled: true }],
  [':onlyNpm', { dockerfile: off }],
  ['security:only-security-updates', { packageRules: [{ matchPackageNames: ['*'], ...off }] }],
  [
    'docker:disableMajor',
    { packageRules: [{ matchDatasources: ['docker'], matchUpdateTypes: ['major'], ...off }] },
  ],
  [':disableMajorUpdates', { major: off }],
  [':disableDigestUpdates', { digest: off }],
  [':automergeAll', on],
  [':automergeDisabled', { automerge: false }],
  [':automergeMajor', { major: on }],
  [':automergeMinor', { minor: on, patch: on }],
  [':automergePatch', { patch: on }],
  [':automergeDigest', { digest: on }],
  [
    ':automergeStableNonMajor',
    {
      packageRules: [{ matchUpdateTypes: ['minor', 'patch'], matchCurrentVersion: '!/^0/', ...on }],
    },
  ],
]);

/** Namespaces of presets that come with Renovate; those not named above do not switch anything off. */
const bundled =
  /^(config|default|docker|group|schedule|workarounds|helpers|customManagers|regexManagers|replacements|security|npm|packages|monorepo|preview|mergeConfidence|abandonments|customDatasources|global|compatibility)?:[\w.-]+$/;

/** Public presets that are known not to concern images. */
const harmless = /^github>(whitesource\/merge-confidence|aquaproj\/aqua-renovate-config)\b/;

/**
 * What a preset says about images; `undefined` when it lies in a repository or package that is not read.
 */
export function findRenovatePreset(name: string): PresetConfig | undefined {
  const plain = name
    .trim()
    .replace(/\(.{0,200}$/, '')
    .replace(/^default:/, ':');
  const known = special.get(plain);
  if (known) return known;
  return bundled.test(plain) || harmless.test(plain) ? {} : undefined;
}
