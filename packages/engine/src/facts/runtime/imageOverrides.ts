import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { CiCommand, StepPlace } from '../ci/model/pipeline';
import { pipelines } from '../ci/pipelines';
import { DeploymentPlatform } from '../deployment/ownContainer';
import { SourceLocation } from '../image/imageConfig';
import { repositoryTree } from '../repository/repositoryTree';
import { readHelmSets, readOptions } from './commandOptions';
import { ImageVersion } from './imageVersion';
import { readInjectedValue } from './injectedValue';
import { cutAfterSlash } from '../repository/cutAfterSlash';

/** A place where a pipeline says which image or tag is deployed. @public */
export interface ImageOverride extends SourceLocation {
  readonly platform: DeploymentPlatform | 'any';
  /** Name of the container, key of the values, or repository the override is for. */
  readonly subject?: string;
  /** Words of the command, of which some may name a folder or file. */
  readonly words: readonly string[];
  readonly environment?: string;
  /** Files that hold the variable, where a variable is filled in. */
  readonly files?: readonly string[];
  readonly version: ImageVersion;
}

const limit = 100;
const scriptLimit = 16 * 1024;
const imageKey =
  /(^|[._-])(image|img|tag|digest|version)$|image[_-]?(tag|uri|version|digest|url)|(docker|container)[_-]?(image|tag)/i;

/** @public */
export const imageOverrides = defineFact<readonly ImageOverride[]>({
  id: 'image-overrides',
  description: 'Images and tags that pipelines fill in when they deploy.',
  derive: (_input, read) => {
    const ci = read(pipelines);
    if (ci.status !== 'present') return ci;
    const tree = read(repositoryTree);
    const holding = (name: string): string[] =>
      (tree.status === 'present' ? tree.value.entries : [])
        .filter(
          ({ path, content }) =>
            /(compose|stack)[^/]*\.ya?ml$/i.test(path) &&
            content.status === 'present' &&
            content.value.includes(`\${${name}`),
        )
        .map(({ path }) => path);
    const found: ImageOverride[] = [];
    for (const pipeline of ci.value.pipelines) {
      for (const job of pipeline.jobs) {
        for (const step of job.steps) {
          // `if: false`: nothing that starts the pipeline runs the step.
          if (pipeline.triggers.length > 0 && step.triggers.length === 0) continue;
          const place = { pipeline, job, step };
          const environment =
            ci.value.deployments.find(one => one.step === step)?.environment ??
            (job.environment?.resolved ? job.environment.value : undefined);
          found.push(
            ...ofStep(place).map(override => ({ ...override, environment })),
            ...step.commands.flatMap(command =>
              ofCommand(command, place).map(override => ({
                ...override,
                environment,
                ...(command.name.startsWith('docker')
                  ? { files: holding(override.subject ?? '') }
                  : {}),
              })),
            ),
          );
          if (found.length > limit) return present(found.slice(0, limit));
        }
      }
    }
    return present(found);
  },
});

function ofStep(place: StepPlace): ImageOverride[] {
  const { step } = place;
  const at = { path: step.path, line: step.line, words: [] };
  const action = step.uses?.name ?? '';
  const image = step.inputs.get('image');
  if (/amazon-ecs-render-task-definition$/.test(action) && image !== undefined) {
    const subject = step.inputs.get('container-name');
    return [{ ...at, platform: 'ecs', subject, version: readInjectedValue(image, 'image', place) }];
  }
  if (/k8s-(deploy|bake)$/i.test(action)) {
    return (step.inputs.get('images') ?? '')
      .split(/[\s,]+/)
      .filter(text => text !== '')
      .map(text => ({
        ...at,
        platform: 'kubernetes' as const,
        subject: repositoryPart(text),
        version: readInjectedValue(text, 'image', place),
      }));
  }
  // CodePipeline takes the image from the file that the build writes.
  const line = step.run
    ?.split('\n')
    .find(one => /imagedefinitions\.json|imageDetail\.json/.test(one));
  const written = line === undefined ? undefined : definedImage(line);
  return written === undefined
    ? []
    : [{ ...at, platform: 'ecs', version: readInjectedValue(written, 'image', place) }];
}

/** The image in a line that writes `imagedefinitions.json`. */
function definedImage(line: string): string | undefined {
  return /%s/.test(line)
    ? /\s["']?([^\s"']{1,300})["']?\s*>/.exec(line)?.[1]
    : /image(?:Uri|URI)\\?["']\s*:\s*\\?["']([^"'\\]{1,300})/.exec(line)?.[1];
}

function ofCommand(command: CiCommand, place: StepPlace): ImageOverride[] {
  const { words, path, line } = command;
  const make = (
    platform: ImageOverride['platform'],
    pairs: readonly (readonly [string, string])[],
    kind?: 'image' | 'tag',
  ): ImageOverride[] =>
    pairs.map(([subject, value]) => ({
      path,
      line,
      words,
      platform,
      subject,
      version: readInjectedValue(value, kind ?? kindOf(subject, value), place),
    }));
  const keyed = (pairs: readonly (readonly [string, string])[]) =>
    pairs.filter(([key]) => imageKey.test(key));
  switch (command.name) {
    case 'helm':
      return make('kubernetes', keyed(readHelmSets(words)));
    case 'argocd':
      return make(
        'kubernetes',
        keyed(readOptions(words, ['-p', '--parameter', '--helm-set', '--helm-set-string'])),
      );
    case 'kustomize':
    case 'kubectl': {
      const at = words.findIndex((word, index) => word === 'image' && words[index - 1] === 'set');
      if (at < 0) return [];
      return words.slice(at + 1).flatMap(word => {
        if (word.startsWith('-') || !/[=:@]/.test(word)) return [];
        const equals = word.indexOf('=');
        const subject = equals < 0 ? repositoryPart(word) : word.slice(0, equals);
        return make('kubernetes', [[subject, word.slice(equals + 1)]], 'image');
      });
    }
    case 'aws':
    case 'sam':
      return make('ecs', keyed(readOptions(words, ['--parameter-overrides', '--parameters'])));
    case 'cdk':
    case 'npx':
      return words.some(word => /^(aws-)?cdk$/.test(word))
        ? make('ecs', keyed(readOptions(words, ['-c', '--context', '--parameters'])))
        : [];
    case 'terraform':
    case 'tofu':
      return make('any', keyed(readOptions(words, ['-var', '--var'])));
    case 'envsubst':
      return make(
        'any',
        variablesOf(place).map(key => [key, `\${${key}}`]),
        'tag',
      );
    case 'docker':
    case 'docker-compose':
      return words.some(word => /^(deploy|up)$/.test(word))
        ? make(
            'any',
            [...place.step.env.keys()]
              .filter(key => imageKey.test(key))
              .map(key => [key, `\${${key}}`]),
          )
        : [];
    case 'sed':
      return make('any', sedReplacements(words));
    case 'yq':
      return make('any', yqAssignments(words));
    default:
      return [];
  }
}

/** Variables that a script may fill in: set for the job, in its scripts, or by the CI system itself. */
function variablesOf({ pipeline, job, step }: StepPlace): string[] {
  const scripts = job.steps.map(({ run }) => (run ?? '').slice(0, scriptLimit)).join('\n');
  const set = [...scripts.matchAll(/(?:^|[\s;&])([A-Za-z_]\w{0,60})=/g)].map(([, name]) => name!);
  const own = [...step.env.keys(), ...pipeline.variables.map(({ name }) => name), ...set];
  const predefined =
    'CI_COMMIT_SHA CI_COMMIT_SHORT_SHA CI_COMMIT_TAG GITHUB_SHA BITBUCKET_COMMIT CIRCLE_SHA1 CODEBUILD_RESOLVED_SOURCE_VERSION GIT_COMMIT';
  return [...new Set([...own.filter(key => imageKey.test(key)), ...predefined.split(' ')])];
}

function kindOf(key: string, value: string): 'image' | 'tag' {
  return /tag|version|digest/i.test(key) && !/[/]/.test(value) ? 'tag' : 'image';
}

/** The repository of `host/name:tag`, tags and digests of variables included. */
function repositoryPart(text: string): string {
  const equals = text.indexOf('=');
  return cutAfterSlash(text.slice(equals + 1).replace(/@.*/s, ''), ':');
}

/** `s|IMAGE_TAG|$SHA|g`: what is put in, where the text taken out speaks of an image. */
function sedReplacements(words: readonly string[]): [string, string][] {
  return words.flatMap((word): [string, string][] => {
    const separator = /^s([^\w\s\\])/.exec(word)?.[1];
    if (separator === undefined || word.length > 1000) return [];
    const [, from = '', to = ''] = word.split(separator);
    const names = /image|tag|version|sha|digest/i.test(from) || cutAfterSlash(from, ':') !== from;
    const value = to
      .replace(/^[\s\S]*?image:\s*/, '')
      .replace(/\\[1&]/g, '')
      .trim();
    return names && value !== '' ? [[/image/i.test(from) ? 'image' : 'tag', value]] : [];
  });
}

/** `.image.tag = "..."`. */
function yqAssignments(words: readonly string[]): [string, string][] {
  return words.flatMap((word): [string, string][] => {
    const match =
      /^\s*((?:\.[\w"[\]-]{1,60}){1,12})\s*\|?=\s*(?!\s)"?(?:strenv\((\w+)\)|([^"]{1,300}))"?\s*$/.exec(
        word,
      );
    const [, key = '', variable, value] = match ?? [];
    return match && /image|tag|digest/i.test(key)
      ? [[key.slice(1), variable === undefined ? (value ?? '') : `\${${variable}}`]]
      : [];
  });
}
