import {
  describeRepository,
  DescribedImage,
  OrganisationDocument,
  repositoryFromFiles,
} from '@container-lens/engine';
import { parseAllDocuments } from 'yaml';
import { InputError } from '../errors/InputError';
import { serviceNamePattern, workloadSchema } from '../service/serviceSpec';
import { findFramework, findLanguage } from './read/findLanguage';
import { chooseHealth, listHealthEndpoints } from './read/findHealth';
import { findPort } from './read/findPort';
import { findTests } from './read/findTests';
import { lineOf, RetrofitFiles, textOf } from './retrofitFiles';
import {
  FactOverrides,
  known,
  RetrofitLanguage,
  ServiceFact,
  ServiceFacts,
  unknown,
} from './serviceFacts';

/** @public */
export interface ReadServiceOptions {
  readonly files: RetrofitFiles;
  /** Wins over what the repository says. */
  readonly overrides?: FactOverrides;
  /** Name of the repository, for a service that names itself nowhere. */
  readonly repositoryName?: string;
  readonly organisation?: OrganisationDocument;
  readonly now?: Date;
}

const languages: readonly RetrofitLanguage[] = ['node', 'go', 'python', 'java'];
const namePattern = new RegExp(serviceNamePattern);
/** What may stand in a Makefile without meaning anything else there or to a shell. */
const plainCommand = /^[A-Za-z0-9_./][\w ./:=@,+-]*$/;

/**
 * Reads what a repository says about the service in it, with the facts the lens judges by and with its sources.
 *
 * @throws InputError when an answer of the form cannot be used.
 * @public
 */
export function readService(options: ReadServiceOptions): ServiceFacts {
  const { files, organisation, now } = options;
  const overrides = checkOverrides(options.overrides ?? {});
  const description = describeRepository({
    subject: { name: options.repositoryName ?? 'repository' },
    evidence: { repository: repositoryFromFiles({ files }) },
    organisation,
    now,
  });
  const images = description.images.status === 'present' ? description.images.value : [];
  const dockerfiles = [...new Set(images.map(({ path }) => path))];
  const dockerfile = given(overrides.dockerfile) ?? chooseDockerfile(files, dockerfiles);
  if (overrides.dockerfile && !dockerfiles.includes(overrides.dockerfile)) {
    throw new InputError(`The repository builds no image from '${overrides.dockerfile}'.`);
  }
  const image = images.find(({ path }) => path === dockerfile.value);
  const folders = [...new Set([folderOf(dockerfile.value ?? ''), image?.context ?? '', ''])];
  const language =
    given(overrides.language as RetrofitLanguage | undefined) ?? findLanguage(files, folders);
  const port = given(overrides.port) ?? findPort(files, image, language.value);
  const healthEndpoints = listHealthEndpoints(files, language.value);
  const { healthPath, testCommand } = overrides;
  return {
    name: given(overrides.name) ?? findName(files, options.repositoryName),
    language,
    framework: findFramework(files, folders, language.value),
    port,
    workload: given(overrides.workload) ?? findWorkload(port, image),
    dockerfile,
    dockerfiles,
    health: healthPath
      ? { value: { live: healthPath, ready: healthPath }, source: 'form' }
      : chooseHealth(healthEndpoints),
    healthEndpoints,
    tests: testCommand
      ? { value: { install: '', test: testCommand }, source: 'form' }
      : findTests(files, language.value),
    deployments: description.deployments,
    pipelines: description.pipelines,
    updateBots: description.updateBots,
  };
}

function given<T>(value: T | undefined): ServiceFact<T> | undefined {
  return value === undefined ? undefined : { value, source: 'form' };
}

function checkOverrides(overrides: FactOverrides) {
  const { name, language, port, workload, dockerfile, healthPath, testCommand } = overrides;
  const number = port === undefined || port === '' ? undefined : Number(port);
  const problems = [
    name && !namePattern.test(name) && `'${name}' cannot be the name of a service`,
    language && !languages.some(one => one === language) && `'${language}' is not supported`,
    number !== undefined &&
      !(Number.isInteger(number) && number >= 1 && number <= 65_535) &&
      `'${port}' is not a port`,
    healthPath &&
      !/^\/[A-Za-z0-9/_.-]{0,199}$/.test(healthPath) &&
      'the health path must be a plain path that starts with /',
    testCommand &&
      (testCommand.length > 200 || !plainCommand.test(testCommand)) &&
      'the test command must be one plain command without shell characters',
  ].filter(problem => typeof problem === 'string' && problem !== '');
  if (problems.length > 0) {
    throw new InputError(`The answers of the form are not usable: ${problems.join('; ')}.`);
  }
  const kind = workload ? workloadSchema.safeParse(workload) : undefined;
  if (kind && !kind.success) {
    throw new InputError(`'${workload}' is not a workload; choose service, worker or job.`);
  }
  return {
    name: name || undefined,
    language: language || undefined,
    port: number,
    workload: kind?.data,
    dockerfile: dockerfile || undefined,
    healthPath: healthPath || undefined,
    testCommand: testCommand || undefined,
  };
}

function chooseDockerfile(files: RetrofitFiles, paths: readonly string[]): ServiceFact<string> {
  const root = ['Dockerfile', 'Containerfile'].find(name => paths.includes(name));
  const chosen = root ?? (paths.length === 1 ? paths[0] : undefined);
  if (chosen !== undefined) return known(chosen, chosen, 1);
  return unknown(
    paths.length === 0
      ? `There is no Dockerfile that can be read${files.size === 0 ? ': the repository is empty' : ''}.`
      : `The repository has ${paths.length} Dockerfiles and none in its root; say which one is shipped: ${paths.slice(0, 5).join(', ')}.`,
  );
}

function findWorkload(
  port: ServiceFact<number>,
  image: DescribedImage | undefined,
): ServiceFact<'service' | 'worker' | 'job'> {
  if (port.value !== undefined && port.source === 'repository') {
    return known('service', port.path, port.line);
  }
  if (port.value !== undefined || (image?.ports.length ?? 0) > 0) return known('service');
  return unknown(
    'Nothing says whether it answers requests, works in the background or runs on a schedule.',
  );
}

/** The name a service gives itself, made a name that every platform accepts. */
function findName(files: RetrofitFiles, repositoryName: string | undefined): ServiceFact<string> {
  for (const path of ['catalog-info.yaml', 'catalog-info.yml', 'package.json']) {
    const text = textOf(files, path);
    const name = text === undefined ? undefined : nameIn(path, text);
    const plain = name?.replace(/^@[^/]+\//, '').toLowerCase();
    if (plain !== undefined && namePattern.test(plain)) {
      return known(plain, path, lineOf(text ?? '', /["']?name["']?\s*:/));
    }
  }
  const plain = (repositoryName ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return namePattern.test(plain)
    ? known(plain)
    : unknown('Neither catalog-info.yaml nor the repository has a name that platforms accept.');
}

function nameIn(path: string, text: string): string | undefined {
  try {
    const [document] = parseAllDocuments(text.slice(0, 100_000));
    const name = document?.getIn(path === 'package.json' ? ['name'] : ['metadata', 'name']);
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
