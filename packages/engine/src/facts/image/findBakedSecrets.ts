import { Finding } from '../../contract/verdict';
import { runCommands, runText } from '../dockerfile/runCommands';
import { ResolvedDockerfile, Stage, Step } from '../dockerfile/resolvedDockerfile';
import { RepositoryTree } from '../repository/repositoryTree';
import { IsSecretName } from '../repository/secretNameTest';
import { findSecretValue, isPlaceholder } from '../repository/secretNames';
import { ImageUnit } from './imageUnit';

/** Client configuration that may refer to a build argument, by package manager. */
const clientConfigs: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(npm|npx|yarn|pnpm)$/, ['.npmrc', '.yarnrc.yml', '.yarnrc']],
  [/^(pip3?|uv|poetry)$/, ['pip.conf', '.pip/pip.conf']],
  [/^(mvnw?|gradlew?)$/, ['settings.xml', '.mvn/settings.xml', '.m2/settings.xml']],
  [/^(dotnet|nuget)$/, ['NuGet.config', 'nuget.config', 'NuGet.Config']],
  [/^composer$/, ['auth.json']],
  [/^bundle$/, ['.bundle/config']],
];

/** Characters of a client configuration that are searched; real ones have a few lines. */
const configLimit = 32 * 1024;
/** Client configurations of one kind that are searched. */
const configsLimit = 50;

/**
 * Secrets that end up in the image (`baked`), and those that may leak from the build (`leaks`).
 *
 * @public
 */
export function findBakedSecrets(options: {
  readonly file: ResolvedDockerfile;
  readonly unit: ImageUnit;
  readonly tree: RepositoryTree;
  readonly isSecret: IsSecretName;
}): { readonly baked: readonly Finding[]; readonly leaks: readonly Finding[] } {
  const { file, unit, tree, isSecret } = options;
  const baked: Finding[] = [];
  const leaks: Finding[] = [];
  const path = file.path;
  for (const { raw, line } of file.globalArgs) {
    const found = findSecretValue(raw ?? '');
    if (found) {
      baked.push({ message: `The default of an ARG holds ${found}.`, path, line });
    }
  }
  for (const stage of file.stages) {
    const final = file.finalChain.includes(stage);
    for (const step of stage.steps) {
      const found = findSecretValue(runText(step));
      if (found) {
        baked.push({ message: `${step.keyword} holds ${found}.`, path, line: step.line });
      } else if (final) {
        baked.push(...literals(step, isSecret).map(finding => ({ ...finding, path })));
      }
      if (step.keyword === 'ARG') {
        const uses = secretArgs({ step, stage, file, unit, tree, isSecret });
        baked.push(...uses.baked.map(finding => ({ ...finding, path })));
        leaks.push(...uses.leaks.map(finding => ({ ...finding, path })));
      }
    }
  }
  return { baked, leaks };
}

/** ENV and LABEL with the name of a secret and a value. */
function literals(step: Step, isSecret: IsSecretName): Finding[] {
  if (step.keyword !== 'ENV' && step.keyword !== 'LABEL') {
    return [];
  }
  return step.pairs
    .filter(({ name }) => isSecret(name))
    .flatMap(({ name, value, raw, line }): Finding[] => {
      if (value.resolved) {
        return isPlaceholder(value.value ?? '')
          ? []
          : [
              {
                message: `${step.keyword} ${name} holds a value, which every user of the image can read.`,
                line,
              },
            ];
      }
      // `ARG TOKEN` and `ENV TOKEN=$TOKEN`: the value given at build time stays in the image.
      return /\$\{?[A-Za-z_]/.test(raw ?? '') && refersToArg(step, raw ?? '')
        ? [{ message: `${step.keyword} ${name} keeps a build argument in the image.`, line }]
        : [];
    });
}

function refersToArg(step: Step, raw: string): boolean {
  return [...raw.matchAll(/\$\{?([A-Za-z_]\w*)/g)].some(
    ([, name]) => step.variable(name!) !== undefined,
  );
}

function secretArgs(options: {
  readonly step: Step;
  readonly stage: Stage;
  readonly file: ResolvedDockerfile;
  readonly unit: ImageUnit;
  readonly tree: RepositoryTree;
  readonly isSecret: IsSecretName;
}): { baked: Finding[]; leaks: Finding[] } {
  const { step, stage, file, unit, tree, isSecret } = options;
  const final = file.finalChain.includes(stage);
  const shipped = findHeirs(file, stage).filter(heir => file.finalChain.includes(heir));
  const baked: Finding[] = [];
  const leaks: Finding[] = [];
  for (const { name, value, line } of step.pairs) {
    if (!isSecret(name)) {
      continue;
    }
    const heirs = final ? shipped : findHeirs(file, stage);
    const use = findUse({ name, after: step.line, stages: [stage, ...heirs], unit, tree });
    // An ARG without a default takes the one of the same name before the first FROM.
    const literal = value.resolved && !isPlaceholder(value.value ?? '');
    if (final && literal) {
      baked.push({ message: `ARG ${name} has a secret as its default.`, line });
    } else if (final && use) {
      baked.push({
        message: `RUN uses ARG ${name}, so its value stays in the history of the image.`,
        line: use.line,
      });
    } else if (final) {
      leaks.push({ message: `ARG ${name} asks for a secret and is never used.`, line });
    } else if (use) {
      leaks.push({
        message: `RUN of a build stage uses ARG ${name}, which can leak through cache or provenance.`,
        line: use.line,
      });
    }
  }
  return { baked, leaks };
}

/** Stages that are based on a stage: its arguments are theirs, too. */
function findHeirs(file: ResolvedDockerfile, stage: Stage): Stage[] {
  const family = new Set([stage.index]);
  return file.stages.filter(({ index, base }) => {
    const inherits = base.kind === 'stage' && family.has(base.index) && index > stage.index;
    if (inherits) {
      family.add(index);
    }
    return inherits;
  });
}

/** The first RUN behind the ARG that uses it (catalogue definition `arg-use`). */
function findUse(options: {
  readonly name: string;
  readonly after: number;
  readonly stages: readonly Stage[];
  readonly unit: ImageUnit;
  readonly tree: RepositoryTree;
}): Step | undefined {
  const { name, after, stages, unit, tree } = options;
  // Names are identifiers, so they need no escaping in a pattern; anything else is no use.
  if (!/^\w+$/.test(name)) {
    return undefined;
  }
  const refers = new RegExp(`\\$(?:${name}\\b|\\{${name}\\b)`);
  const tools = findConfiguredTools(name, unit, tree);
  const steps = stages.flatMap(stage => stage.steps);
  return steps.find(
    run =>
      run.line > after &&
      run.keyword === 'RUN' &&
      (refers.test(runText(run)) ||
        (tools.length > 0 &&
          runCommands(run).some(command => tools.some(tool => tool.test(command.name))))),
  );
}

/** Package managers whose tracked configuration refers to the name. */
function findConfiguredTools(name: string, unit: ImageUnit, tree: RepositoryTree): RegExp[] {
  const folder = unit.context.kind === 'folder' ? unit.context.path : '';
  const mentions = new RegExp(`\\b${name}\\b`);
  const below = tree.entries
    .map(entry => entry.path)
    .filter(path => folder === '' || path.startsWith(`${folder}/`));
  return clientConfigs
    .filter(([, files]) =>
      // Anywhere in the context: a monorepo keeps the configuration beside the service.
      below
        .filter(path => files.some(config => `/${path}`.endsWith(`/${config}`)))
        .slice(0, configsLimit)
        .some(path => {
          const text = tree.read(path);
          return text.status === 'present' && mentions.test(text.value.slice(0, configLimit));
        }),
    )
    .map(([tool]) => tool);
}
