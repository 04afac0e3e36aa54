import { Finding } from '../../contract/verdict';
import { Pipeline } from '../ci/model/pipeline';
import { findSecretValue, isPlaceholder, mayHoldSecretValue } from '../repository/secretNames';
import { IsSecretName } from '../repository/secretNameTest';
import { findSecretKeys } from './secretKeys';
import { readThrowAwayServices, ThrowAwayServices } from './throwAwayServices';

/** Inputs of actions that are called like secrets and hold none. */
const otherInputs =
  /^(key|restore-keys|token-format|auth|ssh-key-path|cache-key|primary-key|github-token-name|password-stdin|key-prefix)$/;
/** Values that say where the secret is. */
const reference =
  /\$|\{\{|^(arn:|ssm:|vault:|secretsmanager:|env:|file:|https?:\/\/[^@]*$|\/|\.{1,2}\/|refs?:|op:\/\/)|^credentials\(/i;
const lineLimit = 8 * 1024;

/** Literals that are secrets in the file of a pipeline: by their look, or by the name of what holds them. */
export function findPlaintextSecrets(pipeline: Pipeline, isName: IsSecretName): Finding[] {
  const services = readThrowAwayServices(pipeline.text);
  const isSecret = (name: string, value: string) =>
    isName(name) && isLiteralSecret(name, value, services);
  const found = [
    ...findSecretLines(pipeline, services),
    ...namedSecrets(pipeline, isSecret),
    ...inlineSecrets(pipeline, isSecret),
    ...loginSecrets(pipeline, services),
    ...findSecretKeys(pipeline, isSecret),
  ];
  const unique = new Map(found.map(finding => [`${finding.path}:${finding.line}`, finding]));
  return [...unique.values()].slice(0, 50);
}

/** Secrets in a file whose structure is not read: by their look, and variables in capitals with a literal value. */
export function findSecretsInText(path: string, text: string, isName: IsSecretName): Finding[] {
  const services = readThrowAwayServices(text);
  const named = text.split(/\r?\n/).flatMap((line, index) => {
    const match =
      /^\s*(?:- )?(?:export )?["']?([A-Z][A-Z0-9_]{1,100})["']?\s*[:=]\s*(\S+)\s*$/.exec(
        line.slice(0, 500),
      );
    const [, name = '', value = ''] = match ?? [];
    const plain = value.replace(/^["']|["']$/g, '');
    return match && isName(name) && isLiteralSecret(name, plain, services)
      ? [{ message: `${name} has a literal value.`, path, line: index + 1 }]
      : [];
  });
  return [...findSecretLines({ path, text }, services), ...named].slice(0, 50);
}

function findSecretLines(
  { text, path }: Pick<Pipeline, 'text' | 'path'>,
  services: ThrowAwayServices,
): Finding[] {
  if (!mayHoldSecretValue(text)) return [];
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (!mayHoldSecretValue(line)) return [];
    const what = findSecretValue(withoutThrowAway(line.slice(0, lineLimit), services));
    return what === undefined
      ? []
      : [{ message: `The file holds ${what}.`, path, line: index + 1 }];
  });
}

/** The line without URLs of service containers. */
function withoutThrowAway(line: string, services: ThrowAwayServices): string {
  if (!line.includes('://')) return line;
  return line.replace(
    /([a-z][a-z0-9+.-]{1,30}:\/\/)[^\s/:@"']{1,200}:[^\s/@"']{1,200}@([A-Za-z0-9_.-]{1,200})/gi,
    (whole, scheme: string, host: string) => (services.isHost(host) ? `${scheme}${host}` : whole),
  );
}

function isLiteralSecret(name: string, value: string, services: ThrowAwayServices): boolean {
  const text = value.trim();
  return (
    text !== '' &&
    !isPlaceholder(text) &&
    !reference.test(text) &&
    !services.isCredential(name, text)
  );
}

type IsSecret = (name: string, value: string) => boolean;

function namedSecrets(pipeline: Pipeline, isSecret: IsSecret): Finding[] {
  const variables = pipeline.variables
    .filter(({ name, value }) => isSecret(name, value))
    .map(({ name, line }) => ({
      message: `${name} has a literal value.`,
      path: pipeline.path,
      line,
    }));
  const inputs = pipeline.jobs.flatMap(job =>
    job.steps.flatMap(step =>
      [...(step.uses?.local === true ? [] : step.inputs)]
        .filter(
          ([name, value]) =>
            !otherInputs.test(name) &&
            !/\s/.test(value.trim()) &&
            isSecret(name.replaceAll('-', '_'), value),
        )
        .map(([name]) => ({
          message: `${job.id}: the input ${name} has a literal value.`,
          path: step.path,
          line: step.line,
        })),
    ),
  );
  return [...variables, ...inputs];
}

/** `docker login -p abc`, `echo abc | docker login --password-stdin`. */
function loginSecrets(pipeline: Pipeline, services: ThrowAwayServices): Finding[] {
  return pipeline.jobs.flatMap(job =>
    job.steps.flatMap(step =>
      step.commands.flatMap((command, index) => {
        const { words, path, line } = command;
        if (path !== pipeline.path || !words.slice(1, 4).includes('login')) return [];
        if (!/^(docker|podman|buildah|helm|crane|oras|skopeo)$/.test(words[0] ?? '')) return [];
        const at = words.findIndex(word => /^(-p|--password)$/.test(word));
        const before = step.commands[index - 1]?.words ?? [];
        const piped = words.includes('--password-stdin') && /^(echo|printf)$/.test(before[0] ?? '');
        const value =
          (at > 0 ? words[at + 1] : undefined) ??
          words.find(word => word.startsWith('--password='))?.slice('--password='.length) ??
          (piped ? before.at(-1) : undefined) ??
          '';
        const message = `${job.id}: the login has a literal password.`;
        return value !== '-' && isLiteralSecret('password', value.replaceAll('`', '$'), services)
          ? [{ message, path, line }]
          : [];
      }),
    ),
  );
}

/** `export TOKEN=abc` and `TOKEN=abc command` in the file of the pipeline itself. */
function inlineSecrets(pipeline: Pipeline, isSecret: IsSecret): Finding[] {
  return pipeline.jobs.flatMap(job =>
    job.steps.flatMap(step =>
      step.commands
        .filter(({ path }) => path === pipeline.path)
        .flatMap(({ name, words, assignments, line, path }) => {
          const exported = /^(export|set|setx|declare)$/.test(name) ? words.slice(1) : [];
          return [...assignments, ...exported].flatMap(text => {
            const equals = text.indexOf('=');
            const variable = text.slice(0, equals);
            const value = text.slice(equals + 1).replaceAll('`', '$');
            return equals > 0 && isSecret(variable, value)
              ? [{ message: `${job.id}: ${variable} has a literal value.`, path, line }]
              : [];
          });
        }),
    ),
  );
}
