import { joinPath } from '../repository/paths';
import { RepositoryTree } from '../repository/repositoryTree';
import { fileScanTargets, hasFramework, readsMisconfiguration } from './fileScan';
import { Arguments, readArguments } from './readArguments';
import { coversPath } from './scanTargets';
import { ToolUse } from './toolUse';
import { trivyExitCode, TrivyFile } from './trivySettings';

/** How descriptors are written, as far as it decides which tools understand them. */
export type DescriptorFamily =
  'kubernetes' | 'cloudformation' | 'terraform' | 'copilot' | 'compose';

/** One descriptor. */
export interface DescriptorPath {
  readonly path: string;
  readonly family: DescriptorFamily;
}

const frameworks: Readonly<Record<DescriptorFamily, readonly string[]>> = {
  kubernetes: ['kubernetes', 'helm', 'kustomize'],
  cloudformation: ['cloudformation', 'serverless', 'json', 'yaml'],
  terraform: ['terraform', 'terraform_plan'],
  copilot: ['cloudformation', 'yaml'],
  compose: ['yaml'],
};

/** Tools that understand one family; the others understand each. */
const only: Readonly<Record<string, readonly DescriptorFamily[]>> = {
  'kube-linter': ['kubernetes'],
  kubesec: ['kubernetes'],
  polaris: ['kubernetes'],
  'kube-score': ['kubernetes'],
  kyverno: ['kubernetes'],
  'helm-lint': ['kubernetes'],
  'chart-testing': ['kubernetes'],
  kubeconform: ['kubernetes'],
  'cfn-guard': ['cloudformation', 'copilot'],
  'cfn-nag': ['cloudformation', 'copilot'],
  'cfn-lint': ['cloudformation', 'copilot'],
  'cdk-nag': ['cloudformation'],
  'sam-validate': ['cloudformation'],
  tfsec: ['terraform'],
  'terraform-validate': ['terraform'],
  tflint: ['terraform'],
};

/** The word after the command that makes it a scan. */
const verbs: Readonly<Record<string, RegExp>> = {
  kics: /^(scan|analyze)$/,
  'kube-linter': /^lint$/,
  kubesec: /^(scan|http)$/,
  polaris: /^audit$/,
  'kube-score': /^score$/,
  kyverno: /^(apply|test|json)$/,
  conftest: /^(test|verify)$/,
  'cfn-guard': /^(validate|test)$/,
  'cdk-nag': /^(synth|synthesize|deploy|diff)$/,
  terrascan: /^scan$/,
  snyk: /^iac$/,
};

/** Whether a use of a tool looks at a descriptor. */
export function scansDescriptor(
  use: ToolUse,
  { path, family }: DescriptorPath,
  tree: RepositoryTree,
): boolean {
  if (only[use.tool] && !only[use.tool]!.includes(family)) return false;
  const args = readArguments(use.words.slice(1));
  if (use.tool === 'trivy' && !readsMisconfiguration(use, args)) return false;
  if (use.tool === 'checkov' && !hasFramework(use, args, ...frameworks[family])) return false;
  if (use.tool === 'snyk' && use.via === 'action' && !/\/iac\b/.test(use.finding.message))
    return false;
  const verb = verbs[use.tool];
  if (verb && use.via === 'command' && !verb.test(args.rest[0] ?? '')) return false;
  if (use.tool === 'cdk-nag') return usesCdkNag(tree);
  if (use.via === 'template' || (use.via === 'hook' && use.words.length === 0)) return true;
  const targets = targetsOf(use, args).filter(target => !isOption(target));
  // What is not in the repository was rendered or planned before.
  return targets.some(target => isMade(tree, target)) || coversPath(targets, path);
}

function targetsOf(use: ToolUse, args: Arguments): string[] {
  if (/^(trivy|checkov|kics)$/.test(use.tool)) return fileScanTargets(use, args);
  const { inputs } = use;
  if (use.via === 'action') {
    const names = [
      'directory',
      'path',
      'input',
      'file',
      'files',
      'working_directory',
      'config_path',
      'iac_dir',
    ];
    return names.flatMap(name => inputs.get(name)?.split(/\s+/) ?? []);
  }
  const paths = args.values(
    '-d',
    '--data',
    '--audit-path',
    '--iac-dir',
    '--template',
    '-t',
    '--resource',
    '-i',
    '--input-path',
  );
  const skipsVerb =
    use.words[0] !== 'tfsec' && !/^(kubeconform|kubeval|cfn-lint|cfn_nag\w*)$/.test(use.words[0]!);
  return [...paths, ...args.rest.slice(skipsVerb ? 1 : 0)];
}

function isOption(target: string): boolean {
  return target === '' || /^(test|iac)$/.test(target);
}

function isMade(tree: RepositoryTree, target: string): boolean {
  if (/[$`{*<]/.test(target)) return false;
  const clean = joinPath(target);
  return (
    clean !== undefined &&
    clean !== '' &&
    /\.\w+$/.test(clean) &&
    !tree.has(clean) &&
    !tree.entries.some(({ path }) => path.endsWith(`/${clean}`))
  );
}

function usesCdkNag(tree: RepositoryTree): boolean {
  return tree.entries.some(
    ({ path, content }) =>
      /(^|\/)(package\.json|requirements[^/]*\.txt|pyproject\.toml|pom\.xml|go\.mod)$/.test(path) &&
      content.status === 'present' &&
      /cdk[-_]?nag/i.test(content.value),
  );
}

/** Whether what the tool finds stops the job. */
export function stopsOnFindings(use: ToolUse, file: TrivyFile): boolean {
  if (!use.gating) return false;
  const args = readArguments(use.words.slice(1));
  const { inputs } = use;
  switch (use.tool) {
    case 'trivy':
      return trivyExitCode(use, args, file) === 'fails';
    case 'checkov':
    case 'tfsec':
      return !args.has('--soft-fail', '-s') && inputs.get('soft_fail') !== 'true';
    case 'kics': {
      const ignored = args.values('--ignore-on-exit')[0] ?? inputs.get('ignore_on_exit') ?? 'none';
      return !/^(all|results)$/.test(ignored);
    }
    case 'polaris':
      return (
        args.has('--set-exit-code-on-danger', '--set-exit-code-below-score') ||
        inputs.get('set-exit-code-on-danger') === 'true'
      );
    case 'conftest':
      return !args.has('--no-fail');
    default:
      return true;
  }
}
