import { isDockerfileName } from '../src/evidence/collectsContent';

/** What a file of a repository is, as far as inputs for fuzzing are chosen by it. */
export type Format =
  | 'dockerfile'
  | 'ignore'
  | 'github'
  | 'gitlab'
  | 'buildspec'
  | 'jenkins'
  | 'bake'
  | 'makefile'
  | 'script'
  | 'cloudformation'
  | 'terraform'
  | 'json'
  | 'kustomize'
  | 'chart'
  | 'values'
  | 'template'
  | 'kubernetes'
  | 'compose'
  | 'copilot'
  | 'renovate'
  | 'dependabot'
  | 'precommit'
  | 'lefthook'
  | 'declarations'
  | 'catalog'
  | 'toml'
  | 'xml'
  | 'manifest'
  | 'yaml'
  | 'other';

const byPath: readonly (readonly [Format, RegExp])[] = [
  ['ignore', /ignore$/],
  ['github', /^\.github\/workflows\/|(^|\/)action\.ya?ml$/],
  ['gitlab', /gitlab-ci[^/]*\.ya?ml$/],
  ['buildspec', /buildspec[^/]*\.ya?ml$/],
  ['jenkins', /(^|\/)jenkinsfile/i],
  ['bake', /bake[^/]*\.(hcl|json)$/],
  ['makefile', /(^|\/)(gnu)?makefile$|\.mk$/i],
  ['script', /\.(sh|bash)$|entrypoint[^/.]*$/],
  ['terraform', /\.(tf|tfvars|hcl|tftpl)$/],
  ['kustomize', /(^|\/)kustomization(\.ya?ml)?$/],
  ['chart', /(^|\/)Chart\.ya?ml$/],
  ['values', /(^|\/)values[^/]*\.ya?ml$/],
  ['template', /(^|\/)templates\/.*\.(ya?ml|tpl|txt)$/],
  ['compose', /(^|\/)(docker-)?compose[^/]*\.ya?ml$|(^|\/)stack[^/]*\.ya?ml$/],
  ['copilot', /(^|\/)copilot\//],
  ['renovate', /renovate/],
  ['dependabot', /dependabot\.ya?ml$/],
  ['precommit', /pre-commit[^/]*\.ya?ml$/],
  ['lefthook', /lefthook[^/]*\.ya?ml$/],
  ['declarations', /(^|\/)\.container-lens\.ya?ml$/],
  ['catalog', /(^|\/)catalog-info\.ya?ml$/],
  ['toml', /\.toml$|(^|\/)Pipfile$/],
  ['xml', /\.(xml|config|props|[cfv][sb]proj)$/],
  [
    'manifest',
    /(^|\/)(package\.json|composer\.json|go\.mod|Gemfile|gems\.rb|mix\.exs|setup\.(cfg|py)|.*requirements.*\.(txt|in))$|\.gradle(\.kts)?$/,
  ],
  ['json', /\.json5?$/],
];

/** The format of a file, by its path and, for YAML, by its text. */
export function formatOf(path: string, text: string): Format {
  if (isDockerfileName(path)) return 'dockerfile';
  const named = byPath.find(([, pattern]) => pattern.test(path));
  if (named) return named[0];
  if (!/\.(ya?ml|template)$/.test(path)) return text.startsWith('#!') ? 'script' : 'other';
  if (/AWSTemplateFormatVersion|^Resources:/m.test(text)) return 'cloudformation';
  return /^kind:/m.test(text) ? 'kubernetes' : 'yaml';
}
