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
  /^(renovate\.json[5c]?|\.renovaterc(\.json[5c]?)?|dependabot\.ya?ml)$/,
  /^(\.npmrc|\.pypirc|\.netrc|pip\.conf|\.yarnrc\.yml|settings\.xml|nuget\.config|auth\.json)$/i,
  /entrypoint/i,
];

const decisiveFolders = /(^|\/)(\.github\/workflows|copilot|templates|\.docker)\//;

/** Names and extensions that are read while the limits allow. */
const otherNames = [
  /\.(ya?ml|json|toml|tpl|txt|sh|bash|pem|key|tf|tfvars|tftpl|template|hcl|mk)$/i,
  /^(codeowners|\.helmignore|makefile|procfile|jenkinsfile|go\.mod|pom\.xml|gemfile|gems\.rb|pipfile|mix\.exs)$/i,
  /^(setup\.(cfg|py)|.*requirements.*\.(in|lock))$/i,
  /\.gradle(\.kts)?$/,
  // How people run the service by hand.
  /^(readme|contributing|developing|development|getting-?started|quick-?start|running|setup|local.*)\.(md|rst|adoc)$/i,
  /^(gnumakefile|tiltfile|justfile|rakefile|kustomization)$/i,
  /\.((cs|fs|vb)proj|props)$/i,
  // How servers, supervisors and loggers are set up.
  /\.(conf|ini|cfg|properties)$/i,
  /^(logback.*|log4j2?.*|nlog)\.(xml|config)$/i,
  /^(caddyfile|\.bowerrc|\.sdkmanrc)$/i,
];

const assets =
  /\.(png|jpe?g|gif|webp|svgz|mp4|mov|avi|mp3|wav|pdf|psd|zip|tar|gz|tgz|7z|csv|parquet|avro|dump|sql|sqlite|db|onnx|pt|pth|bin|h5|safetensors)$/i;

const sourceExtensions =
  'jsx?|mjs|cjs|tsx?|mts|cts|py|go|java|kts?|scala|groovy|cs|fs|vb|rb|ru|php|rs|exs?|clj|swift|dart';
const sourceFile = new RegExp(`\\.(${sourceExtensions})$`, 'i');
/** Where programs start, stop and set up their log: what checks search the text of sources for. */
const sourceNames = new RegExp(
  `^(__main__|main|server|index|app|application|program|startup|start|bootstrap|boot|worker|consumer|listener|daemon|cli|run|www|http|https|wsgi|asgi|handler|lib|process|config|settings|entry|.*(application|shutdown|graceful|lifecycle|signals?|terminus|logger|logging|log|gunicorn|hypercorn|telemetry|tracing|instrumentation|puma|unicorn)([._-]?(conf|config|settings|setup))?)(\\.config)?\\.(${sourceExtensions})$`,
  'i',
);
const sourceFoldersLeftOut =
  /(^|\/)(tests?|__tests__|__mocks__|specs?|e2e|testdata|fixtures|examples|samples|docs|migrations|dist|build|out|target|public|static|assets|storybook|stories|coverage)\//i;
const sourceTests = /([._-](test|spec|stories)\.[a-z]+|_test\.go|tests?\.(java|kt|cs))$/i;
const sourceDepth = 12;
/** Load tests: whether they can fail stands in their text. */
const loadTests =
  /(^|[/._-])(k6|load|loadtests?|perf|performance|stress|soak|locust|locustfile|artillery|gatling|jmeter|simulations?)[/._-]/i;
const loadTestFile = /\.(m?[jt]s|py|scala|java|kt|jmx)$/i;

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
  const read =
    otherNames.some(pattern => pattern.test(name)) ||
    scriptNames.test(name) ||
    isCollectedSource(path) ||
    isAsset(path);
  return read ? 1 : 0;
}

/**
 * Whether a file is an image, archive, data set or model. Only the pointers that Git LFS leaves in their place are read
 * (`evidenceLimits.pointerBytes`), for the size they point to.
 */
export function isAsset(path: string): boolean {
  return assets.test(path);
}

/**
 * Whether a file is source code whose text is read: only files where programs start, stop or set up their log, and those
 * at the root. Sources have a small budget of their own (`evidenceLimits`), because repositories hold many.
 */
export function isCollectedSource(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (loadTestFile.test(name) && loadTests.test(path)) return true;
  if (!sourceFile.test(name) || sourceTests.test(name) || sourceFoldersLeftOut.test(path)) {
    return false;
  }
  const depth = path.split('/').length;
  const command = /(^|\/)cmd\/[^/]+\/[^/]+\.go$/.test(path);
  return depth <= sourceDepth && (depth === 1 || command || sourceNames.test(name));
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
