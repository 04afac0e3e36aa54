import { isSet, listOf, mapOf, valueAt } from '../manifestValue';
import { readDuration } from '../readDuration';
import { RuleContext, isOpen } from './ruleContext';

/** The name and what is common to all workloads. */
export function checkWorkload({ type, manifest, error, advice }: RuleContext): void {
  const { name } = manifest;
  if (!isSet(name)) error('name', 'is missing.');
  else if (
    !isOpen(name) &&
    (!/^[a-z][a-z0-9-]+$/.test(String(name)) || /--|-$/.test(String(name)))
  ) {
    error(
      'name',
      `is ${JSON.stringify(name)}; it must be small letters, digits and single hyphens, starting with a letter.`,
    );
  }
  const rolling = valueAt(manifest, 'deployment', 'rolling');
  if (isSet(rolling) && !isOpen(rolling) && !/^(default|recreate)$/i.test(String(rolling))) {
    error('deployment.rolling', `is ${JSON.stringify(rolling)}; it can be default or recreate.`);
  }
  if (manifest.exec === true || valueAt(manifest, 'exec', 'enable') === true) {
    advice('exec', 'lets people open a shell in a running container.');
  }
  for (const place of ['variables', 'secrets']) {
    for (const [key, value] of Object.entries(mapOf(manifest[place]))) {
      if (valueAt(value, 'from_cfn') === '') error(`${place}.${key}.from_cfn`, 'is empty.');
    }
  }
  if (type === 'Scheduled Job') checkJob({ manifest, error });
  if (type === 'Static Site') checkSite({ manifest, error });
}

function checkJob({ manifest, error }: Pick<RuleContext, 'manifest' | 'error'>): void {
  const schedule = valueAt(manifest, 'on', 'schedule');
  if (!isSet(schedule)) error('on.schedule', 'is missing; say when the job runs, or "none".');
  const { timeout, retries } = manifest;
  if (isSet(timeout) && !isOpen(timeout)) {
    const seconds = readDuration(timeout);
    if (seconds === undefined || seconds < 1 || !Number.isInteger(seconds)) {
      error(
        'timeout',
        `is ${JSON.stringify(timeout)}; it must be at least 1s, in whole seconds: 1h30m.`,
      );
    }
  }
  if (typeof retries === 'number' && retries < 0) error('retries', 'cannot be negative.');
}

function checkSite({ manifest, error }: Pick<RuleContext, 'manifest' | 'error'>): void {
  const http = mapOf(manifest.http);
  if (isSet(http.certificate) && http.certificate !== '') {
    if (!isSet(http.alias) || http.alias === '')
      error('http.alias', 'is missing; the certificate is for a name.');
    const arn = String(http.certificate);
    if (!isOpen(arn) && !/^arn:[a-z-]{1,20}:[a-z]{1,20}:us-east-1:/.test(arn)) {
      error(
        'http.certificate',
        'must be the ARN of a certificate in us-east-1, where CloudFront looks for it.',
      );
    }
  }
  listOf(manifest.files).forEach((file, index) => {
    const source = mapOf(file).source;
    if (!isSet(source) || source === '') error(`files[${index}].source`, 'is missing.');
  });
}

/** Stages of a pipeline. */
export function checkPipeline({ manifest, error }: RuleContext): void {
  if (!isSet(manifest.name)) error('name', 'is missing.');
  else if (String(manifest.name).length > 100) error('name', 'is longer than 100 characters.');
  if (isSet(manifest.version) && manifest.version !== 1) error('version', 'must be 1.');
  const provider = valueAt(manifest, 'source', 'provider');
  if (isSet(provider) && !/^(GitHubV1|GitHub|Bitbucket|CodeCommit)$/.test(String(provider))) {
    error(
      'source.provider',
      `is ${JSON.stringify(provider)}; it can be GitHub, Bitbucket or CodeCommit.`,
    );
  }
  listOf(manifest.stages).forEach((given, index) => {
    const stage = mapOf(given);
    const at = `stages[${index}]`;
    if (listOf(stage.test_commands).length > 0 && isSet(stage.post_deployments)) {
      error(`${at}.test_commands`, 'cannot be used together with post_deployments.');
    }
    const names = Object.keys(mapOf(stage.deployments));
    for (const [name, deployment] of Object.entries(mapOf(stage.deployments))) {
      for (const other of listOf(valueAt(deployment, 'depends_on'))) {
        if (!names.includes(String(other))) {
          error(
            `${at}.deployments.${name}.depends_on`,
            `names ${other}, which is no deployment of the stage.`,
          );
        }
      }
    }
    for (const hook of ['pre_deployments', 'post_deployments']) {
      for (const [name, step] of Object.entries(mapOf(stage[hook]))) {
        const buildspec = valueAt(step, 'buildspec');
        if (!isSet(buildspec) || buildspec === '')
          error(`${at}.${hook}.${name}.buildspec`, 'is missing.');
      }
    }
  });
}
