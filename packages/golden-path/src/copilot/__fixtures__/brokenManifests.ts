const web = (lines: string, image = 'location: a/b, port: 8080') =>
  `name: orders\ntype: Load Balanced Web Service\nimage: { ${image} }\n${/^http:/m.test(lines) ? '' : 'http: { path: / }\n'}${lines}\n`;
const backend = (lines: string, image = 'location: a/b, port: 8080') =>
  `name: stock\ntype: Backend Service\nimage: { ${image} }\n${lines}\n`;
const worker = (lines: string) =>
  `name: mailer\ntype: Worker Service\nimage: { location: a/b }\n${lines}\n`;
const job = (lines: string) =>
  `name: report\ntype: Scheduled Job\nimage: { location: a/b }\n${/^on:/m.test(lines) ? '' : 'on: { schedule: "@daily" }\n'}${lines}\n`;
const site = (lines: string) => `name: site\ntype: Static Site\n${lines}\n`;
const front = (lines: string, image = 'location: a/b, port: 8080') =>
  `name: front\ntype: Request-Driven Web Service\nimage: { ${image} }\n${lines}\n`;
const environment = (lines: string) => `name: prod\ntype: Environment\n${lines}\n`;
const pipeline = (lines: string, version = 1) =>
  `name: main\nversion: ${version}\nstages:\n${lines}\n`;
const efs = (options: string) =>
  web(`storage: { volumes: { data: { path: /data, efs: { ${options} } } } }`);
const queue = (fifo: string) => worker(`subscribe: { queue: { fifo: { ${fifo} } } }`);
const certificate = 'arn:aws:acm:eu-west-1:111122223333:certificate/1';

/** One violated rule each: the manifest and where it is wrong. Copilot v1.34.1 refuses all of them, too. */
export const refusedManifests: readonly (readonly [string, string])[] = [
  // Forms of values.
  [web('cpu: many'), 'cpu'],
  [web('cpu: [256]'), 'cpu'],
  [web('exec: perhaps'), 'exec'],
  [web('variables: [a]'), 'variables'],
  [web('', 'location: a/b, port: 70000'), 'image.port'],
  [web('sidecars: { a: [b] }'), 'sidecars.a'],
  // Image.
  [web('', 'port: 8080'), 'image'],
  [web('', 'build: Dockerfile, location: a/b, port: 8080'), 'image'],
  [web('', 'location: a/b'), 'image.port'],
  [front('', 'location: a/b'), 'image.port'],
  // Load balancers.
  ['name: a-b\ntype: Load Balanced Web Service\nimage: { location: a/b, port: 80 }\n', 'http'],
  [web('http: false'), 'http'],
  [web('http: { healthcheck: /ready }'), 'http.path'],
  [backend('http: { healthcheck: /ready }'), 'http.path'],
  [web('http: { path: /, version: spdy }'), 'http.version'],
  [web('http: { path: /, hosted_zone: Z1 }'), 'http.hosted_zone'],
  [web('http: { path: /, allowed_source_ips: [10.0.0.1] }'), 'http.allowed_source_ips[0]'],
  [web('http: { path: /, allowed_source_ips: [10.0.0.300/8] }'), 'http.allowed_source_ips[0]'],
  [
    web('http: { path: /, alias: [a.b, c.d, e.f], allowed_source_ips: [10.0.0.0/8, 11.0.0.0/8] }'),
    'http',
  ],
  [web('http: { path: /, alias: [{ hosted_zone: Z1 }] }'), 'http.alias[0].name'],
  [web('http: { path: /, target_container: orders, targetContainer: orders }'), 'http'],
  [
    web('http: { path: /, additional_rules: [{ stickiness: true }] }'),
    'http.additional_rules[0].path',
  ],
  [
    web('http: { path: /, additional_rules: [{ path: a, healthcheck: { grace_period: 1m } }] }'),
    'http.additional_rules[0].healthcheck.grace_period',
  ],
  [
    web(
      'nlb: { port: 443, additional_listeners: [{ port: 80, healthcheck: { grace_period: 1m } }] }',
    ),
    'nlb.additional_listeners[0].healthcheck.grace_period',
  ],
  [
    web(
      'http: { path: /, healthcheck: { grace_period: 1m } }\nnlb: { port: 8080, healthcheck: { grace_period: 1m } }',
    ),
    'nlb.healthcheck.grace_period',
  ],
  [web('nlb: { port: 443/quic }'), 'nlb.port'],
  [web('nlb: { target_port: 8080 }'), 'nlb.port'],
  [
    web('nlb: { port: 443/tls, alias: [{ name: a.b, hosted_zone: Z1 }] }'),
    'nlb.alias[0].hosted_zone',
  ],
  // Number of tasks.
  [web('count: { spot: 2, range: 1-2, cpu_percentage: 50 }'), 'count.spot'],
  [web('count: { cpu_percentage: 50 }'), 'count.range'],
  [web('count: { range: 1-2 }'), 'count.range'],
  [web('count: { range: 1-2, cooldown: { in: 10s } }'), 'count.cooldown'],
  [web('count: { range: 1-, cpu_percentage: 50 }'), 'count.range'],
  [web('count: { range: 5-2, cpu_percentage: 50 }'), 'count.range'],
  [web('count: { range: { min: 1 }, cpu_percentage: 50 }'), 'count.range'],
  [web('count: { range: { min: -1, max: 2 }, cpu_percentage: 50 }'), 'count.range.min'],
  [web('count: { range: { min: 3, max: 2 }, cpu_percentage: 50 }'), 'count.range'],
  [web('count: { range: 1-2, cpu_percentage: 101 }'), 'count.cpu_percentage'],
  [web('count: { range: 1-2, memory_percentage: { value: -1 } }'), 'count.memory_percentage'],
  [
    web('count: { range: 1-2, queue_delay: { acceptable_latency: 1m, msg_processing_time: 1s } }'),
    'count.queue_delay',
  ],
  [web('http: false\nnlb: { port: 443 }\ncount: { range: 1-2, requests: 5 }'), 'count.requests'],
  [backend('count: { range: 1-2, response_time: 1s }'), 'count.response_time'],
  [worker('count: { range: 1-2, requests: 5 }'), 'count.requests'],
  [
    worker(
      'count: { range: 1-2, queue_delay: { acceptable_latency: 1s, msg_processing_time: 1m } }',
    ),
    'count.queue_delay.msg_processing_time',
  ],
  [
    worker(
      'count: { range: 1-2, queue_delay: { acceptable_latency: 1s, msg_processing_time: 0s } }',
    ),
    'count.queue_delay.msg_processing_time',
  ],
  [job('count: { range: 1-2, cpu_percentage: 50 }'), 'count'],
  // Platform.
  [web('platform: linux/riscv'), 'platform'],
  [web('platform: { osfamily: linux }'), 'platform'],
  [web('platform: { osfamily: beos, architecture: arm64 }'), 'platform'],
  [web('platform: windows/amd64\nstorage: { readonly_fs: true }'), 'storage.readonly_fs'],
  [
    web('platform: windows/amd64\nstorage: { volumes: { a: { path: /a, efs: true } } }'),
    'storage.volumes.a.efs',
  ],
  [web('platform: windows/amd64\nnetwork: { connect: true }'), 'network.connect'],
  [front('platform: linux/arm64'), 'platform'],
  // Storage.
  [web('storage: { ephemeral: 10 }'), 'storage.ephemeral'],
  [web('storage: { volumes: { a: { read_only: true } } }'), 'storage.volumes.a.path'],
  [web('storage: { volumes: { a: { path: "/a b" } } }'), 'storage.volumes.a.path'],
  [
    web('storage: { volumes: { a: { path: /a, efs: true }, b: { path: /b, efs: true } } }'),
    'storage.volumes',
  ],
  [efs('uid: 1, gid: 1, id: fs-1'), 'storage.volumes.data.efs'],
  [efs('uid: 1'), 'storage.volumes.data.efs'],
  [efs('gid: 1'), 'storage.volumes.data.efs'],
  [efs('uid: 0, gid: 1'), 'storage.volumes.data.efs.uid'],
  [
    efs('id: fs-1, root_dir: /x, auth: { iam: true, access_point_id: a }'),
    'storage.volumes.data.efs.auth.access_point_id',
  ],
  [
    efs('id: fs-1, auth: { iam: false, access_point_id: a }'),
    'storage.volumes.data.efs.auth.access_point_id',
  ],
  [efs('id: fs-1, root_dir: "/a b"'), 'storage.volumes.data.efs.root_dir'],
  // Network, messages.
  [web('network: { vpc: { placement: outside } }'), 'network.vpc.placement'],
  [front('network: { vpc: { placement: public } }'), 'network.vpc.placement'],
  [backend('network: { connect: { alias: a } }', 'location: a/b'), 'network.connect.alias'],
  [worker('network: { connect: { alias: a } }'), 'network.connect.alias'],
  [front('observability: { tracing: other }'), 'observability.tracing'],
  [web('publish: { topics: [{ fifo: true }] }'), 'publish.topics[0].name'],
  [web('publish: { topics: [{ name: "a b" }] }'), 'publish.topics[0].name'],
  [worker('subscribe: { topics: [{ name: a }] }'), 'subscribe.topics[0].service'],
  [worker('subscribe: { topics: [{ name: a, service: Shop }] }'), 'subscribe.topics[0].service'],
  [worker('subscribe: { topics: [{ name: a, service: shop- }] }'), 'subscribe.topics[0].service'],
  [
    queue('high_throughput: true, throughput_limit: perQueue'),
    'subscribe.queue.fifo.high_throughput',
  ],
  [queue('deduplication_scope: all'), 'subscribe.queue.fifo.deduplication_scope'],
  [queue('throughput_limit: none'), 'subscribe.queue.fifo.throughput_limit'],
  [
    queue('throughput_limit: perMessageGroupId, deduplication_scope: queue'),
    'subscribe.queue.fifo.throughput_limit',
  ],
  // Containers.
  [web('env_file: app.txt'), 'env_file'],
  [web('logging: { env_file: app.txt }'), 'logging.env_file'],
  [web('sidecars: { a: { image: b, env_file: app.txt } }'), 'sidecars.a.env_file'],
  [web('sidecars: { a: { port: 90 } }'), 'sidecars.a.image'],
  [web('sidecars: { a: { image: { build: x, location: y } } }'), 'sidecars.a.image'],
  [web('sidecars: { a: { image: b, port: 90/tls } }'), 'sidecars.a.port'],
  [
    web('sidecars: { a: { image: b, mount_points: [{ path: /a }] } }'),
    'sidecars.a.mount_points[0].source_volume',
  ],
  [
    web('sidecars: { a: { image: b, mount_points: [{ source_volume: x }] } }'),
    'sidecars.a.mount_points[0].path',
  ],
  [
    web('sidecars: { a: { image: b, depends_on: { orders: ready } } }'),
    'sidecars.a.depends_on.orders',
  ],
  [
    web('sidecars: { a: { image: b, depends_on: { orders: success } } }'),
    'sidecars.a.depends_on.orders',
  ],
  [
    web('sidecars: { a: { image: b, depends_on: { other: start } } }'),
    'sidecars.a.depends_on.other',
  ],
  [
    web(
      'sidecars: { a: { image: b, depends_on: { orders: start } } }',
      'location: a/b, port: 8080, depends_on: { a: start }',
    ),
    'depends_on',
  ],
  [web('sidecars: { a: { image: b, port: 8080 } }'), 'image.port'],
  [
    web('sidecars: { a: { image: b, port: 90/udp } }\nnlb: { port: 90/tcp, target_container: a }'),
    'nlb.port',
  ],
  [web('http: { path: /, target_container: other }'), 'http.target_container'],
  [
    web('http: { path: /, target_container: a }\nsidecars: { a: { image: b } }'),
    'http.target_container',
  ],
  [
    web(
      'http: { path: /, healthcheck: { port: 53 } }\nsidecars: { a: { image: b, port: 53/udp } }',
    ),
    'http.healthcheck.port',
  ],
  [web('taskdef_overrides: [{ path: Family, value: a }]'), 'taskdef_overrides[0].path'],
  [
    web('taskdef_overrides: [{ path: "ContainerDefinitions[0].Name", value: a }]'),
    'taskdef_overrides[0].path',
  ],
  [web('variables: { A: { from_cfn: "" } }'), 'variables.A.from_cfn'],
  [web('deployment: { rolling: bluegreen }'), 'deployment.rolling'],
  ['type: Backend Service\nimage: { location: a/b }\n', 'name'],
  // Jobs, sites, environments, pipelines.
  [job('on: { }'), 'on.schedule'],
  [site('files: [{ destination: a }]'), 'files[0].source'],
  [site('http: { certificate: "arn:aws:acm:us-east-1:111122223333:certificate/1" }'), 'http.alias'],
  [site(`http: { alias: a.b, certificate: "${certificate}" }`), 'http.certificate'],
  [environment('network: { vpc: { id: vpc-1, cidr: 10.0.0.0/16 } }'), 'network.vpc'],
  [environment('network: { vpc: { id: vpc-1 } }'), 'network.vpc.subnets'],
  [
    environment('network: { vpc: { id: vpc-1, subnets: { public: [{ id: a }] } } }'),
    'network.vpc.subnets.public',
  ],
  [
    environment(
      'network: { vpc: { id: vpc-1, subnets: { private: [{ id: a }, { cidr: 10.0.0.0/24 }] } } }',
    ),
    'network.vpc.subnets.private[1].id',
  ],
  [
    environment('network: { vpc: { subnets: { public: [{ id: a, az: b }] } } }'),
    'network.vpc.subnets.public[0]',
  ],
  [
    environment(
      'network: { vpc: { cidr: 10.0.0.0/16, subnets: { public: [{ cidr: 10.0.0.0/24, az: a }], private: [{ cidr: 10.0.1.0/24, az: b }] } } }',
    ),
    'network.vpc.subnets',
  ],
  [
    environment(
      'network: { vpc: { cidr: 10.0.0.0/16, subnets: { public: [{ cidr: 10.0.0.0/24, az: a }], private: [{ cidr: 10.0.1.0/24, az: a }] } } }',
    ),
    'network.vpc.subnets',
  ],
  [
    environment(
      'network: { vpc: { security_group: { ingress: [{ cidr: 10.0.0.0/8, ip_protocol: tcp, ports: 9-1 }] } } }',
    ),
    'network.vpc.security_group.ingress[0].ports',
  ],
  [
    environment(
      'network: { vpc: { security_group: { egress: [{ ip_protocol: tcp, ports: 80 }] } } }',
    ),
    'network.vpc.security_group.egress[0].cidr',
  ],
  [environment('http: { public: { certificates: [mine] } }'), 'http.public.certificates[0]'],
  [environment('http: { public: { ingress: { cdn: true } } }'), 'cdn'],
  [
    environment('http: { public: { security_groups: { ingress: { from_vpc: true } } } }'),
    'http.public.security_groups.ingress.from_vpc',
  ],
  [
    environment(
      'http: { private: { security_groups: { ingress: { restrict_to: { cdn: true } } } } }',
    ),
    'http.private.security_groups.ingress.restrict_to',
  ],
  [
    environment(
      'http: { private: { security_groups: { ingress: { from_vpc: true } }, ingress: { vpc: true } } }',
    ),
    'http.private.security_groups',
  ],
  [
    environment('http: { public: { ingress: { source_ips: [10.0.0.1] } } }'),
    'http.public.ingress.source_ips[0]',
  ],
  [environment('http: { private: { subnets: [subnet-1] } }'), 'http.private.subnets'],
  [environment(`cdn: { certificate: "${certificate}", terminate_tls: true }`), 'cdn.certificate'],
  [
    environment('cdn: { certificate: "arn:aws:acm:us-east-1:111122223333:certificate/1" }'),
    'cdn.terminate_tls',
  ],
  [
    environment(`cdn: true\nhttp: { public: { certificates: ["${certificate}"] } }`),
    'cdn.certificate',
  ],
  [environment('cdn: { static_assets: { alias: a.b, path: x } }'), 'cdn.static_assets.location'],
  [
    pipeline('  - { name: a, test_commands: [x], post_deployments: { b: { buildspec: c } } }'),
    'stages[0].test_commands',
  ],
  [
    pipeline('  - { name: a, deployments: { b: { depends_on: [c] } } }'),
    'stages[0].deployments.b.depends_on',
  ],
  [
    pipeline('  - { name: a, pre_deployments: { b: { depends_on: [] } } }'),
    'stages[0].pre_deployments.b.buildspec',
  ],
  [pipeline('  - { name: a }', 2), 'version'],
  [`name: ${'a'.repeat(101)}\nversion: 1\nstages: [{ name: a }]\n`, 'name'],
];

/** What Copilot accepts, ignores or finds out later, and what is an error here. */
export const silentlyWrongManifests: readonly (readonly [string, string, RegExp])[] = [
  [
    pipeline('  - { name: prod, require_approval: true }'),
    'stages[0].require_approval',
    /Did you mean 'requires_approval'/,
  ],
  [web('stop_timeout: 60s'), 'stop_timeout', /StopTimeout in overrides/],
  [web('coutn: 2'), 'coutn', /Did you mean 'count'/],
  [web('http: { path: /, healthchek: / }'), 'http.healthchek', /Did you mean 'healthcheck'/],
  [web('environments: { test: { cpuu: 256 } }'), 'environments.test.cpuu', /Did you mean 'cpu'/],
  [backend('nlb: { port: 443 }'), 'nlb', /not a key/],
  [worker('http: { path: / }'), 'http', /not a key/],
  [job('deployment: { rolling: default }'), 'deployment', /not a key/],
  [web('platform: linux/arm64\ncount: { spot: 2 }'), 'count', /refuses on ARM/],
  [
    web('platform: linux/arm64\ncount: { range: { min: 1, max: 4, spot_from: 2 }, requests: 5 }'),
    'count',
    /refuses on ARM/,
  ],
  [web('http: { path: /, deregistration_delay: 30 }'), 'http.deregistration_delay', /a duration/],
  [web('http: { path: /, deregistration_delay: soon }'), 'http.deregistration_delay', /a duration/],
  [web('http: true'), 'http.path', /is missing/],
  [job('timeout: soon'), 'timeout', /at least 1s/],
  [job('retries: -1'), 'retries', /negative/],
  ['name: My_Service\ntype: Backend Service\nimage: { location: a/b }\n', 'name', /small letters/],
];
