import { InputError } from '../errors/InputError';
import { z } from 'zod';
import { GoldenPathConfig } from '../config/goldenPathConfig';
import { describeIssues } from '../config/describeIssues';
import { parentChoices } from '../config/parentChoices';
import { deriveRuntime } from './deriveRuntime';
import { fargateSizes } from './fargateSizes';
import { PlatformValues, platformValuesSchema } from './platformValues';
import { explainVariables } from './reservedVariables';
import { ResolvedLabel, resolveLabels } from './resolveLabels';
import { ServiceSpec, serviceSpecSchema, workloadSchema } from './serviceSpec';

/** Seconds; AWS Fargate and ECS accept no longer `stopTimeout`. */
const longestStopTimeout = 120;
const ecsTargets = ['ecs', 'ecs-express', 'copilot'];
/** Five-field cron: every night, when nobody looks. */
const defaultSchedule = '0 3 * * *';
/** What each language overlay locks its dependencies with. */
const packageEcosystems: ReadonlyMap<string, PlatformValues['packageEcosystem']> = new Map([
  ['node', 'npm'],
  ['go', 'gomod'],
  ['python', 'pip'],
  ['java', 'maven'],
]);

const orEmpty = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (value === '' || value === null ? undefined : value), schema.optional());

/**
 * What the form may change. Everything is optional; empty texts count as not given, because forms send them.
 *
 * @public
 */
export const valueOverridesSchema = z.strictObject({
  workload: orEmpty(workloadSchema),
  schedule: orEmpty(z.string().max(200)),
  timeoutSeconds: orEmpty(z.number()),
  size: orEmpty(
    z.strictObject({
      cpu: z.number().optional(),
      memory: z.number().optional(),
      min: z.number().optional(),
      max: z.number().optional(),
    }),
  ),
  port: orEmpty(z.number()),
  secrets: orEmpty(z.array(z.string().max(100)).max(50)),
  env: orEmpty(z.record(z.string(), z.string())),
  /** Which of the configured pairs of parents; the first when not set. */
  parent: orEmpty(z.string().max(100)),
  /** Labels of the entity in the catalog. */
  labels: orEmpty(z.record(z.string().max(320), z.string().max(100))),
  shutdown: orEmpty(
    z.strictObject({
      drainSeconds: z.number().optional(),
      maxRequestSeconds: z.number().optional(),
      flushSeconds: z.number().optional(),
    }),
  ),
});

/** @public */
export type ValueOverrides = z.input<typeof valueOverridesSchema>;

/** @public */
export interface ResolveValuesOptions {
  readonly language: string;
  readonly target: string;
  readonly ci: string;
  /** That of the configuration when not set. */
  readonly updateBot?: string;
  readonly name: string;
  readonly overrides?: ValueOverrides;
  /** Whether a label that the organisation asks for must be answered; otherwise a warning says that it is missing. */
  readonly requireLabels?: boolean;
  readonly config: GoldenPathConfig;
}

/** @public */
export interface ResolvedValues {
  readonly service: ServiceSpec;
  readonly values: PlatformValues;
  /** Variables the generated workflows read; no secret is among them. */
  readonly repoVariables: Record<string, string>;
  /** Sentences for the person who creates the service. */
  readonly warnings: string[];
}

/**
 * Turns the answers of the form and the configuration of the platform into the values templates are rendered with.
 * Pure: the same input gives the same values.
 *
 * @throws InputError with one sentence per problem: an unknown target, a CPU and memory pair that does not exist, a value
 * outside the configured limits, a stop time that the target cannot wait for, or no parent image for the language.
 * @public
 */
export function resolveValues(options: ResolveValuesOptions): ResolvedValues {
  const { config, target, language } = options;
  const { enabled, deprecated } = config.targets;
  if (enabled && !enabled.includes(target)) {
    throw new InputError(
      `The deploy target '${target}' is not offered here. Choose one of: ${enabled.join(', ')}.`,
    );
  }

  const overrides = readOverrides(options.overrides);
  const service = resolveService(options, overrides);
  const { labels, warnings } = resolveLabels({
    config,
    answers: overrides.labels ?? {},
    isRequired: options.requireLabels ?? false,
  });
  const values = resolvePlatform({ ...options, service, parent: overrides.parent, labels });
  if (ecsTargets.includes(target) && values.derived.stopTimeoutSeconds > longestStopTimeout) {
    throw new InputError(
      `Stopping may take ${values.derived.stopTimeoutSeconds} s (drain, slowest request, flush and 5 s of margin), but ` +
        `'${target}' waits at most ${longestStopTimeout} s. Shorten shutdown.maxRequestSeconds or shutdown.drainSeconds.`,
    );
  }

  if (!config.parentImages[language]) {
    warnings.push(
      `The parent images are those of the example organisation, which no registry serves. Set containerLens.goldenPath.parentImages.${language}, or build local ones with 'make parents' in the example repository parent-images.`,
    );
  }
  if (deprecated[target]) {
    warnings.push(`The target '${target}' is deprecated: ${deprecated[target]}`);
  }
  return { service, values, repoVariables: resolveVariables(service, values), warnings };
}

type Overrides = z.output<typeof valueOverridesSchema>;

function readOverrides(overrides: ValueOverrides | undefined): Overrides {
  const parsed = valueOverridesSchema.safeParse(overrides ?? {});
  if (!parsed.success) {
    throw new InputError(`The answers of the form are not usable: ${describeIssues(parsed.error)}`);
  }
  return parsed.data;
}

function resolveService(options: ResolveValuesOptions, overrides: Overrides): ServiceSpec {
  const { config, name } = options;
  const { workload, schedule, timeoutSeconds, size, port, secrets, env, shutdown } = overrides;
  if (schedule && workload !== 'job') {
    throw new InputError(
      `Only a job has a schedule; this is a ${workload ?? 'service'}. Choose the workload 'job' or leave the schedule out.`,
    );
  }
  const { defaults, limits } = config;
  const result = serviceSpecSchema.safeParse({
    name,
    workload,
    schedule: workload === 'job' ? (schedule ?? defaultSchedule) : '',
    timeoutSeconds,
    port,
    cpu: size?.cpu ?? defaults.cpu,
    memory: size?.memory ?? defaults.memory,
    scaling: {
      min: size?.min ?? defaults.scaling.min,
      max: size?.max ?? Math.max(defaults.scaling.max, size?.min ?? 0),
      cpuPercent: defaults.scaling.cpuPercent,
    },
    architectures: defaults.architectures,
    shutdown: { ...defaults.shutdown, ...definedOnly(shutdown ?? {}) },
    secrets: secrets?.map(secret => ({
      name: secret,
      env: secret.toUpperCase().replace(/-/g, '_'),
    })),
    env,
  });
  if (!result.success) {
    throw new InputError(`The service cannot be created: ${describeIssues(result.error)}`);
  }
  const service = result.data;
  const problem = explainVariables(service.secrets, service.env);
  if (problem) {
    throw new InputError(problem);
  }
  const { cpu, memory, scaling } = service;
  const sizes = fargateSizes.find(candidate => candidate.cpu === cpu)?.memory ?? [];
  if (!sizes.includes(memory)) {
    throw new InputError(
      `${cpu} CPU units with ${memory} MiB is not a size that AWS Fargate offers. With ${cpu} CPU units choose from ${describeSizes(sizes)}.`,
    );
  }
  if (cpu > limits.maxCpu || memory > limits.maxMemory) {
    throw new InputError(
      `${cpu} CPU units with ${memory} MiB is above what this organisation allows: at most ${limits.maxCpu} CPU units and ${limits.maxMemory} MiB.`,
    );
  }
  if (scaling.max < scaling.min) {
    throw new InputError(
      `The largest number of replicas (${scaling.max}) is below the smallest (${scaling.min}).`,
    );
  }
  return service;
}

function resolvePlatform(
  options: ResolveValuesOptions & {
    service: ServiceSpec;
    parent?: string;
    labels: readonly ResolvedLabel[];
  },
): PlatformValues {
  const { config, language, service } = options;
  const choices = parentChoices(config, language);
  const [first] = choices;
  if (!first) {
    throw new InputError(
      `There are no parent images for '${language}'. Set containerLens.goldenPath.parentImages.${language} to a build and a runtime image.`,
    );
  }
  const parent =
    options.parent === undefined ? first : choices.find(({ id }) => id === options.parent);
  if (!parent) {
    throw new InputError(
      `There are no parent images '${options.parent?.slice(0, 100)}' for '${language}'. Choose one of: ${choices.map(({ id }) => id).join(', ')}.`,
    );
  }
  const { account, region, namespace, kmsKeyArn } = config.registry;
  const host = `${account}.dkr.ecr.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const repository = `${namespace}/${service.name}`;
  const updateBot = options.updateBot || config.updateBot;
  return platformValuesSchema.parse({
    parent: {
      build: parent.build,
      runtime: parent.runtime,
      // Dependabot does not follow an argument into FROM.
      style: updateBot === 'dependabot' ? 'literal' : 'argument',
      channel: { build: channelOf(parent.build), runtime: channelOf(parent.runtime) },
    },
    packageEcosystem: packageEcosystems.get(language) ?? '',
    registry: { account, region, host, repository, image: `${host}/${repository}`, kmsKeyArn },
    environments: config.environments.map(environment => ({
      name: environment.name,
      account: environment.account ?? account,
      region: environment.region ?? region,
      approval: environment.approval,
    })),
    identity: config.kubernetes.identity,
    alerts: config.kubernetes.alerts,
    cpuLimit: config.limits.cpuLimit,
    derived: deriveRuntime({ service, cpuLimit: config.limits.cpuLimit }),
    organization: config.organization,
    labels: [...options.labels],
    ci: options.ci,
    target: options.target,
    updateBot,
    actionPins: config.ci.actionPins,
  });
}

/** `24.21-stable` of `24.21.0-r7`, with the same digest; what is named in another way stays as it is. */
function channelOf(reference: string): string {
  return reference.replace(/:(\d+\.\d+)\.\d+-r\d+@/, ':$1-stable@');
}

/** The roles are those that `infra/github-oidc-roles.yaml` of the service creates. */
function resolveVariables(service: ServiceSpec, values: PlatformValues): Record<string, string> {
  const { account, region, host, repository } = values.registry;
  const role = (purpose: string) =>
    `arn:${partitionOf(region)}:iam::${account}:role/${service.name}-${purpose}`;
  return {
    ECR_REGISTRY: host,
    ECR_REPOSITORY: repository,
    AWS_REGION: region,
    AWS_PULL_ROLE_ARN: role('pull'),
    AWS_BUILD_ROLE_ARN: role('build'),
  };
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) {
    return 'aws-cn';
  }
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function describeSizes(sizes: readonly number[]): string {
  return sizes.length > 8
    ? `${sizes[0]} to ${sizes[sizes.length - 1]} MiB in steps of ${(sizes[1] ?? 0) - (sizes[0] ?? 0)}`
    : `${sizes.join(', ')} MiB`;
}

function definedOnly<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== undefined),
  ) as Partial<T>;
}
