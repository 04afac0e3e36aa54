import {
  Shape,
  anything,
  duration,
  either,
  flag,
  list,
  map,
  number,
  object,
  port,
  text,
  whole,
} from './shape';

type Fields = Readonly<Record<string, Shape>>;

const textOrList = either(text, list(text));
const fromStack = object({ from_cfn: text });
const variable = either(text, fromStack);
const secret = either(text, object({ from_cfn: text, secretsmanager: text }));
const variables: Fields = { variables: map(variable), env_file: text, secrets: map(secret) };
const start: Fields = { entrypoint: textOrList, command: textOrList };

const build = either(
  text,
  object({
    context: text,
    dockerfile: text,
    args: map(text),
    target: text,
    cache_from: list(text),
  }),
);
const image: Fields = {
  build,
  location: text,
  credentials: text,
  labels: map(text),
  depends_on: map(text),
};
const containerCheck = object({
  command: list(text),
  interval: duration,
  retries: whole,
  timeout: duration,
  start_period: duration,
});

const httpCheck = either(
  text,
  object({
    path: text,
    port: whole,
    success_codes: text,
    healthy_threshold: whole,
    unhealthy_threshold: whole,
    timeout: duration,
    interval: duration,
    grace_period: duration,
  }),
);
const alias = either(text, list(either(text, object({ name: text, hosted_zone: text }))));
const rule: Fields = {
  path: text,
  version: text,
  healthcheck: httpCheck,
  stickiness: flag,
  alias,
  deregistration_delay: duration,
  target_container: text,
  target_port: port,
  allowed_source_ips: list(text),
  hosted_zone: text,
  redirect_to_https: flag,
};
const http = object({
  ...rule,
  alb: text,
  targetContainer: text,
  additional_rules: list(object(rule)),
});
const listener: Fields = {
  port: text,
  healthcheck: object({
    port: whole,
    healthy_threshold: whole,
    unhealthy_threshold: whole,
    timeout: duration,
    interval: duration,
    grace_period: duration,
  }),
  target_container: text,
  target_port: whole,
  ssl_policy: text,
  stickiness: flag,
  deregistration_delay: duration,
};
const nlb = object({ ...listener, alias, additional_listeners: list(object(listener)) });

const cooldown = object({ in: duration, out: duration });
const scaled = (value: Shape): Shape => either(value, object({ value, cooldown }));
const count = either(
  whole,
  object({
    spot: whole,
    range: either(text, object({ min: whole, max: whole, spot_from: whole })),
    cooldown,
    cpu_percentage: scaled(whole),
    memory_percentage: scaled(whole),
    requests: scaled(whole),
    response_time: scaled(duration),
    queue_delay: object({ acceptable_latency: duration, msg_processing_time: duration, cooldown }),
  }),
);
const platform = either(text, object({ osfamily: text, architecture: text }));
const efs = object({
  id: variable,
  root_dir: text,
  auth: object({ iam: flag, access_point_id: text }),
  uid: { form: 'number', whole: true, min: 0 },
  gid: { form: 'number', whole: true, min: 0 },
});
const volume: Fields = { path: text, read_only: flag };
const storage = object({
  ephemeral: whole,
  readonly_fs: flag,
  volumes: map(object({ ...volume, efs: either(flag, efs) })),
});
const task: Fields = {
  cpu: whole,
  memory: whole,
  platform,
  count,
  exec: either(flag, object({ enable: flag })),
  ...variables,
  storage,
  ...start,
};
const logging = object({
  retention: whole,
  image: text,
  destination: map(text),
  enableMetadata: flag,
  secretOptions: map(secret),
  configFilePath: text,
  ...variables,
});
const sidecars = map(
  object({
    port: text,
    image: either(text, object({ build, location: text })),
    essential: flag,
    credentialsParameter: text,
    ...variables,
    mount_points: list(object({ ...volume, source_volume: text })),
    labels: map(text),
    depends_on: map(text),
    healthcheck: containerCheck,
    ...start,
  }),
);
const placement = either(
  text,
  object({ subnets: either(list(text), object({ from_tags: map(textOrList) })) }),
);
const groups = list(variable);
const network = object({
  vpc: object({
    placement,
    security_groups: either(groups, object({ groups, deny_default: flag })),
  }),
  connect: either(flag, object({ alias: text })),
});
const publish = object({
  topics: list(
    object({ name: text, fifo: either(flag, object({ content_based_deduplication: flag })) }),
  ),
});
const alarms: Fields = { cpu_utilization: number, memory_utilization: number };
const deployment = (more: Fields = {}): Shape =>
  object({ rolling: text, rollback_alarms: either(list(text), object({ ...alarms, ...more })) });
const observability = object({ tracing: text });
const taskdefOverrides = list(object({ path: text, value: anything }));
const ecs: Fields = {
  ...task,
  logging,
  sidecars,
  network,
  publish,
  taskdef_overrides: taskdefOverrides,
};

const queueFields: Fields = {
  retention: duration,
  delay: duration,
  timeout: duration,
  dead_letter: object({ tries: port }),
  fifo: either(
    flag,
    object({
      content_based_deduplication: flag,
      deduplication_scope: text,
      throughput_limit: text,
      high_throughput: flag,
    }),
  ),
};
const subscribe = object({
  topics: list(
    object({
      name: text,
      service: text,
      filter_policy: map(anything),
      queue: either(flag, object(queueFields)),
    }),
  ),
  queue: object(queueFields),
});

/** The fields of every type of workload, without `name`, `type` and `environments`. */
export const workloadFields = {
  'Load Balanced Web Service': {
    ...ecs,
    image: object({ ...image, port, healthcheck: containerCheck }),
    http: either(flag, http),
    nlb,
    deployment: deployment(),
    observability,
  },
  'Backend Service': {
    ...ecs,
    image: object({ ...image, port, healthcheck: containerCheck }),
    http,
    deployment: deployment(),
    observability,
  },
  'Worker Service': {
    ...ecs,
    image: object({ ...image, healthcheck: containerCheck }),
    subscribe,
    deployment: deployment({ messages_delayed: whole }),
    observability,
  },
  'Scheduled Job': {
    ...ecs,
    image: object({ ...image, healthcheck: containerCheck }),
    on: object({ schedule: text }),
    timeout: text,
    retries: whole,
  },
  'Static Site': {
    http: object({ alias: text, certificate: text }),
    files: list(
      object({
        source: text,
        destination: text,
        recursive: flag,
        exclude: textOrList,
        reinclude: textOrList,
      }),
    ),
  },
  'Request-Driven Web Service': {
    http: object({
      healthcheck: httpCheck,
      alias: text,
      private: either(flag, object({ endpoint: text })),
    }),
    image: object({ ...image, port }),
    cpu: whole,
    memory: whole,
    platform,
    variables: map(variable),
    secrets: map(secret),
    command: text,
    tags: map(text),
    publish,
    network: object({ vpc: object({ placement }) }),
    observability,
    count: text,
  },
} as const satisfies Record<string, Fields>;
