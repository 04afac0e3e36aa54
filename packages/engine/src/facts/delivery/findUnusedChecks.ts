import { CiModel, PipelineStep } from '../ci/model/pipeline';
import { SourceLocation } from '../image/imageConfig';
import { CommitHook } from '../preCommit/commitHook';
import { RepositoryTree } from '../repository/repositoryTree';

/** A run of a tool that finds unused dependencies. */
export interface UnusedCheck {
  readonly tool: string;
  readonly gating: boolean;
  readonly location: SourceLocation;
}

/** Tools by the word that starts them, behind whatever starts the word. */
const words: ReadonlyMap<string, string> = new Map([
  ['knip', 'knip'],
  ['depcheck', 'depcheck'],
  ['npm-check', 'npm-check'],
  ['deptry', 'deptry'],
  ['fawltydeps', 'fawltydeps'],
  ['cargo-machete', 'cargo machete'],
  ['cargo-udeps', 'cargo udeps'],
  ['composer-unused', 'composer-unused'],
  ['composer-unused.phar', 'composer-unused'],
]);
const installers = /^(install|i|add|ci|uninstall|remove|download)$/;
const starters =
  /^(npx|bunx|pnpx|npm|pnpm|yarn|bun|poetry|uv|uvx|pipx|pipenv|pdm|hatch|rye|python3?|php|cargo|composer|docker|make|task|just)$/;
const toolActions: readonly (readonly [RegExp, string])[] = [
  [/^bnjbvr\/cargo-machete$/, 'cargo machete'],
  [/cargo-udeps/, 'cargo udeps'],
  [/composer-unused/, 'composer-unused'],
  [/depcheck/, 'depcheck'],
  [/(^|\/)knip/, 'knip'],
  [/deptry/, 'deptry'],
];
const diff =
  /^git (diff( .*)? (--exit-code|--quiet)|diff-index .*--quiet|status( .*)? (--porcelain|-s)\b)/;

const mavenAnalyze = /\bdependency:analyze(-only)?\b/;

/** The tool a command runs; `go mod tidy` only counts with a look at what it changed. */
function toolOf(name: string, all: readonly string[]): string | undefined {
  const text = all.join(' ');
  const direct = words.get(name);
  if (direct !== undefined) return direct;
  if (name === 'cargo') return /^cargo( \+\S+)? (machete|udeps)\b/.exec(text)?.[0];
  if (name === 'go') return /^go mod tidy\b.* -diff\b/.test(text) ? 'go mod tidy -diff' : undefined;
  if (/^mvn[wd]?$/.test(name) && mavenAnalyze.test(text)) return 'dependency:analyze';
  if (/^gradlew?$/.test(name)) return /\bbuildHealth\b/.test(text) ? 'buildHealth' : undefined;
  if (name === 'composer' && all[1] === 'unused') return 'composer-unused';
  if (!starters.test(name) || all.slice(1).some(word => installers.test(word))) return undefined;
  const inner = all
    .slice(1)
    .map(word => word.slice(word.lastIndexOf('/') + 1).replace(/@[\w.^~-]+$/, ''));
  const found = inner.find(word => words.has(word));
  return found === undefined ? undefined : words.get(found);
}

/** Every run of such a tool in the pipelines, the gating ones first. */
export function findUnusedChecks(
  ci: CiModel,
  tree: RepositoryTree,
  hooks: readonly CommitHook[],
): UnusedCheck[] {
  const pom = tree.read('pom.xml');
  const failOnWarning =
    pom.status === 'present' && /<failOnWarning>\s*true\s*<\/failOnWarning>/.test(pom.value);
  const boundToBuild =
    failOnWarning &&
    pom.status === 'present' &&
    /<goal>\s*analyze(-only)?\s*<\/goal>/.test(pom.value);
  const found: UnusedCheck[] = [];
  for (const job of ci.pipelines.flatMap(({ jobs }) => jobs)) {
    let tidied = false;
    for (const step of job.steps) {
      found.push(...actionOf(step, hooks));
      for (const { name, words: all, gating, path, line } of step.commands) {
        const text = all.join(' ');
        const location = { path, line };
        tidied ||= /^go mod tidy\b/.test(text);
        const tool = toolOf(name, all);
        // Maven only reports what it finds, unless it is told to fail.
        const fails =
          tool !== 'dependency:analyze' ||
          failOnWarning ||
          /-DfailOnWarning(=true)?(\s|$)/.test(text);
        if (tool !== undefined) found.push({ tool, gating: gating && fails, location });
        // `test -z "$(git status --porcelain)"`: the look at the changes stands inside of a test.
        if (tidied && diff.test(text))
          found.push({
            tool: 'go mod tidy',
            gating: gating || /--porcelain|-s\b/.test(text),
            location,
          });
        if (boundToBuild && /^mvn[wd]?$/.test(name) && /\b(verify|install|deploy)\b/.test(text)) {
          found.push({ tool: 'dependency:analyze', gating, location });
        }
        if (name === 'pre-commit' && all.includes('run'))
          found.push(...hookTools(hooks, gating, location));
      }
    }
  }
  return found.sort((a, b) => Number(b.gating) - Number(a.gating));
}

function actionOf(step: PipelineStep, hooks: readonly CommitHook[]): UnusedCheck[] {
  const name = step.uses?.name ?? '';
  if (name === '') return [];
  const location = { path: step.path, line: step.line };
  if (name === 'pre-commit/action') return hookTools(hooks, step.gating, location);
  const tool = toolActions.find(([pattern]) => pattern.test(name))?.[1];
  return tool === undefined ? [] : [{ tool, gating: step.gating, location }];
}

/** A pipeline that runs the hooks runs their tools. */
function hookTools(
  hooks: readonly CommitHook[],
  gating: boolean,
  location: SourceLocation,
): UnusedCheck[] {
  const hook = findToolHook(hooks.filter(({ path }) => path.includes('pre-commit-config')));
  return hook ? [{ tool: hook.tool, gating, location }] : [];
}

/** A hook that runs such a tool. */
export function findToolHook(hooks: readonly CommitHook[]) {
  for (const { id, entry, path, line } of hooks) {
    const tool = [...words].find(
      ([word]) =>
        id === word || id.startsWith(`${word}-`) || (entry ?? '').split(/[\s/]+/).includes(word),
    )?.[1];
    if (tool !== undefined) return { tool, path, line };
    if (/cargo (machete|udeps)/.test(entry ?? '')) return { tool: 'cargo machete', path, line };
  }
  return undefined;
}

/** Files that set such a tool up. */
const setupFiles =
  /(^|\/)(knip\.(jsonc?|ts|js|config\.(ts|js))|\.knip\.jsonc?|\.depcheckrc(\.(ya?ml|json))?|composer-unused\.php)$/;

/** Where a tool is set up without being run by a pipeline. */
export function findToolSetup(
  tree: RepositoryTree,
): (SourceLocation & { tool: string }) | undefined {
  for (const { path, content } of tree.entries) {
    if (/(^|\/)(node_modules|vendor)\//.test(path)) continue;
    if (setupFiles.test(path)) return { path, tool: path.slice(path.lastIndexOf('/') + 1) };
    if (content.status !== 'present') continue;
    const { value } = content;
    const isManifest = /(^|\/)(package|composer)\.json$/.test(path);
    const listed = isManifest
      ? /"(knip|depcheck|npm-check|icanhazstring\/composer-unused)"\s*:/.exec(value)
      : undefined;
    const table = /(^|\/)pyproject\.toml$/.test(path)
      ? (/^\[tool\.(deptry|fawltydeps)\b/m.exec(value) ?? /["'](deptry|fawltydeps)\b/i.exec(value))
      : undefined;
    const found = listed ?? table;
    if (found)
      return { path, line: value.slice(0, found.index).split('\n').length, tool: found[1]! };
    const gradle =
      /\.gradle(\.kts)?$/.test(path) && value.includes('com.autonomousapps.dependency-analysis');
    if (gradle) return { path, tool: 'dependency-analysis' };
  }
  return undefined;
}
