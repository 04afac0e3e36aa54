/**
 * Folders of other people's code. Only their structure is evidence: they can be huge, and nothing in them says how the
 * service is built.
 */
const vendored = /(^|\/)(node_modules|bower_components|vendor|third_party|\.terraform|\.yarn)\//;

const dockerfiles = /^((docker|container)file(\..+)?|.+\.(docker|container)file)$/i;
const ignoreFiles = /^(.+)?\.(docker|container)ignore$/i;

/** Names that decide checks; read before anything else when a repository is too large to read whole. */
const decisiveNames = [
  dockerfiles,
  ignoreFiles,
  /^chart\.ya?ml$/i,
  /^values([.-].+)?\.ya?ml$/i,
  /^(docker-)?compose([.-].+)?\.ya?ml$/i,
  /^buildspec.*\.ya?ml$/i,
  /^\.gitlab-ci\.ya?ml$/,
  /^catalog-info\.ya?ml$/,
  /^\.container-lens\.ya?ml$/,
  /^package\.json$/,
  /^(renovate\.json5?|\.renovaterc(\.json)?|dependabot\.ya?ml)$/,
  /^(\.npmrc|\.pypirc|\.netrc|pip\.conf|\.yarnrc\.yml|settings\.xml|nuget\.config|auth\.json)$/i,
  /entrypoint/i,
];

const decisiveFolders = /(^|\/)(\.github\/workflows|copilot|templates|\.docker)\//;

/** Names and extensions that are read while the limits allow. */
const otherNames = [
  /\.(ya?ml|json|toml|tpl|txt|sh|bash|pem|key|tf|hcl)$/i,
  /^(\.helmignore|makefile|procfile|jenkinsfile|go\.mod|pom\.xml|gemfile)$/i,
  /^build\.gradle(\.kts)?$/,
];

/** Written by package managers: large, and no fact is read from their text. */
const lockFiles =
  /^(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|composer\.lock|packages\.lock\.json|poetry\.lock|cargo\.lock)$/i;

/** Scripts are often named without an extension: `bin/docker-entrypoint`, `run`. Not `LICENSE`, and nothing
 * that may be a credential: its name is evidence enough. */
const scriptNames =
  /^(?!id_|.*(credential|secret|token|passw|kubeconfig|netrc|key))[a-z0-9][a-z0-9_-]*$/;

/**
 * Whether facts are read from the text of a file, judged by its path alone, so that every reader of repositories
 * collects the same: 0 for no, 1 for yes, 2 for yes and before the others.
 */
export function contentPriority(path: string): 0 | 1 | 2 {
  if (vendored.test(path)) return 0;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (lockFiles.test(name)) return 0;
  if (decisiveNames.some(pattern => pattern.test(name)) || decisiveFolders.test(path)) return 2;
  return otherNames.some(pattern => pattern.test(name)) || scriptNames.test(name) ? 1 : 0;
}

/**
 * Whether facts are read from the text of a file. Judged by its path alone, so that every reader of repositories
 * (folder, URL reader, freshly rendered service) collects the same and the verdicts agree.
 *
 * @public
 */
export function collectsContent(path: string): boolean {
  return contentPriority(path) > 0;
}

/** Whether a file is a Dockerfile by its name; its ignore file (`Dockerfile.dockerignore`) is none. @public */
export function isDockerfileName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return dockerfiles.test(name) && !ignoreFiles.test(name);
}
