import { Finding } from '../../contract/verdict';
import { Pipeline } from '../ci/model/pipeline';
import { findSecretValue, isPlaceholder, isSecretName } from '../repository/secretNames';
import { readThrowAwayServices, ThrowAwayServices } from './throwAwayServices';

/** Inputs of actions that are called like secrets and hold none. */
const otherInputs =
  /^(key|restore-keys|token-format|auth|ssh-key-path|cache-key|primary-key|github-token-name|password-stdin|key-prefix)$/;
/** Values that say where the secret is. */
const reference =
  /\$|\{\{|^(arn:|ssm:|vault:|secretsmanager:|env:|file:|https?:\/\/[^@]*$|\/|\.{1,2}\/|refs?:|op:\/\/)|^credentials\(/i;
const lineLimit = 8 * 1024;

/** Literals that are secrets in the file of a pipeline: by their look, or by the name of what holds them. */
export function findPlaintextSecrets(pipeline: Pipeline): Finding[] {
  const services = readThrowAwayServices(pipeline.text);
  const found = [
    ...findSecretLines(pipeline, services),
    ...namedSecrets(pipeline, services),
    ...inlineSecrets(pipeline, services),
  ];
  const unique = new Map(found.map(finding => [`${finding.path}:${finding.line}`, finding]));
  return [...unique.values()].slice(0, 50);
}

function findSecretLines({ text, path }: Pipeline, services: ThrowAwayServices): Finding[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
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
    isSecretName(name) &&
    text !== '' &&
    !isPlaceholder(text) &&
    !reference.test(text) &&
    !services.isCredential(name, text)
  );
}

function namedSecrets(pipeline: Pipeline, services: ThrowAwayServices): Finding[] {
  const variables = pipeline.variables
    .filter(({ name, value }) => isLiteralSecret(name, value, services))
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
            isLiteralSecret(name.replaceAll('-', '_'), value, services),
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

/** `export TOKEN=abc` and `TOKEN=abc command` in the file of the pipeline itself. */
function inlineSecrets(pipeline: Pipeline, services: ThrowAwayServices): Finding[] {
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
            return equals > 0 && isLiteralSecret(variable, value, services)
              ? [{ message: `${job.id}: ${variable} has a literal value.`, path, line }]
              : [];
          });
        }),
    ),
  );
}
