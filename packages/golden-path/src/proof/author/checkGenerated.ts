import { parse as parseToml } from 'smol-toml';
import { validateCopilotManifest } from '../../copilot/validateCopilotManifest';
import { InputError } from '../../errors/InputError';
import { RenderedFile } from '../../render/renderedFile';
import { hasKubernetesSchema } from '../kubernetes/kubernetesProblems';
import { checkCloudFormation, isCloudFormation } from './checkCloudFormation';
import { checkWorkflow } from './checkWorkflow';
import { readLocatedYaml, readYamlStream } from './yamlText';

/** A problem of one generated file. */
export interface FileProblem {
  readonly rule: 'syntax' | 'manifest';
  readonly message: string;
  readonly line?: number;
  readonly severity: 'error' | 'warning';
}

/** Says which objects an API server of Kubernetes would refuse. */
export type KubernetesValidator = (objects: readonly Record<string, unknown>[]) => string[];

const longest = 2 * 1024 * 1024;

/**
 * Parses the files of a generated repository that have a form, and validates those of which the form is known: workflows of
 * GitHub, templates of CloudFormation, manifests of Copilot and of Kubernetes.
 */
export function checkGenerated(options: {
  files: readonly RenderedFile[];
  kubernetes: KubernetesValidator;
}): { file: RenderedFile; problem: FileProblem }[] {
  const paths = new Set(options.files.map(({ path }) => path));
  return options.files.flatMap(file =>
    file.content.length > longest
      ? []
      : checkFile(file, paths, options.kubernetes).map(problem => ({ file, problem })),
  );
}

function checkFile(
  { path, content }: RenderedFile,
  paths: ReadonlySet<string>,
  kubernetes: KubernetesValidator,
): FileProblem[] {
  const text = content.toString('utf8');
  if (path.endsWith('.json') && !/(^|\/)(tsconfig[^/]*|devcontainer)\.json$/.test(path)) {
    return attempt('JSON', () => JSON.parse(text), text);
  }
  if (path.endsWith('.toml')) {
    return attempt('TOML', () => parseToml(text), text);
  }
  if (!/\.ya?ml$/.test(path) || isPartOf(path, paths, 'Chart.yaml', /^templates\//)) {
    return [];
  }
  const stream = readYamlStream(text);
  if ('message' in stream) {
    const message = `This is not valid YAML: ${stream.message}`;
    return [{ rule: 'syntax', severity: 'error', message, line: stream.line }];
  }
  return checkForm({ path, text, values: stream.values, paths, kubernetes });
}

function checkForm(options: {
  path: string;
  text: string;
  values: readonly unknown[];
  paths: ReadonlySet<string>;
  kubernetes: KubernetesValidator;
}): FileProblem[] {
  const { path, text, values, paths } = options;
  const manifest = (problem: { message: string; line?: number }): FileProblem => ({
    rule: 'manifest',
    severity: 'error',
    ...problem,
  });
  if (/^\.github\/workflows\/[^/]+$/.test(path)) {
    const document = readLocatedYaml(text);
    return 'value' in document ? checkWorkflow(document).map(manifest) : [];
  }
  if (isCloudFormation(text)) {
    return checkCloudFormation(text).map(manifest);
  }
  if (/^copilot\/[^/]+\/manifest\.ya?ml$/.test(path)) {
    return checkCopilot(text).map(manifest);
  }
  // What kustomize patches is complete only after it.
  if (isPartOf(path, paths, 'kustomization.yaml', /^/)) {
    return [];
  }
  const objects = values.filter(
    (value): value is Record<string, unknown> =>
      typeof value === 'object' && value !== null && isKubernetes(value as never),
  );
  const unknown = objects.filter(object => !hasKubernetesSchema(object));
  return [
    ...options
      .kubernetes(objects.filter(hasKubernetesSchema))
      .map(message => manifest({ message: `Kubernetes ${message}` })),
    ...unknown.map((object): FileProblem => ({
      rule: 'manifest',
      severity: 'warning',
      message: `There is no schema here of ${object.apiVersion} ${object.kind}, so it was not validated.`,
    })),
  ];
}

function isKubernetes({ apiVersion, kind }: { apiVersion?: unknown; kind?: unknown }): boolean {
  return (
    typeof kind === 'string' &&
    typeof apiVersion === 'string' &&
    /^(v\d\w*|(apps|batch|autoscaling|policy|[a-z.]+\.k8s\.io)\/v\d\w*)$/.test(apiVersion)
  );
}

function checkCopilot(text: string): { message: string }[] {
  try {
    return validateCopilotManifest({ manifest: text })
      .problems.filter(({ severity }) => severity === 'error')
      .map(({ path, message }) => ({ message: path ? `${path}: ${message}` : message }));
  } catch (error) {
    if (error instanceof InputError) {
      return [{ message: error.message }];
    }
    throw error;
  }
}

function attempt(form: string, parse: () => unknown, text: string): FileProblem[] {
  try {
    parse();
    return [];
  } catch (error) {
    const { message, line } = error as { message: string; line?: number };
    const position = /position (\d+)/.exec(message)?.[1];
    return [
      {
        rule: 'syntax',
        severity: 'error',
        message: `This is not valid ${form}: ${message.split('\n')[0]}`,
        line: line ?? (position ? text.slice(0, Number(position)).split('\n').length : undefined),
      },
    ];
  }
}

/** Whether a file lies in a folder, or below one, that has `marker`, at a place in it. */
function isPartOf(
  path: string,
  paths: ReadonlySet<string>,
  marker: string,
  place: RegExp,
): boolean {
  const parts = path.split('/');
  for (let length = parts.length - 1; length >= 0; length--) {
    const folder = parts
      .slice(0, length)
      .map(part => `${part}/`)
      .join('');
    if (paths.has(`${folder}${marker}`) && place.test(path.slice(folder.length))) {
      return true;
    }
  }
  return false;
}
