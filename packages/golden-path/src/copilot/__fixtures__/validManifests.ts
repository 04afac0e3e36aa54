/** Manifests that use every field of their type in a way that Copilot accepts. */
const task = `cpu: 512
memory: 1024
platform: linux/x86_64
env_file: ./app.env
variables:
  LOG_LEVEL: info
  TABLE: { from_cfn: "\${COPILOT_ENVIRONMENT_NAME}-table" }
secrets:
  A_TOKEN: /copilot/shop/token
  B_TOKEN: { secretsmanager: "shop/b" }
  C_TOKEN: { from_cfn: secret-arn }
entrypoint: [node]
command: server.js --verbose
storage:
  ephemeral: 30
  readonly_fs: true
  volumes:
    tmp: { path: /tmp, read_only: false }
    data: { path: /data, efs: { id: fs-1, root_dir: /, auth: { iam: true, access_point_id: fsap-1 } } }
    own: { path: /own, efs: { uid: 1000, gid: 1000 } }
logging:
  retention: 30
  image: public.example/router:1
  destination: { Name: cloudwatch, region: eu-west-1 }
  enableMetadata: true
  secretOptions: { KEY: /copilot/key }
  configFilePath: /extra.conf
  variables: { A: b }
  secrets: { S: { secretsmanager: s } }
  env_file: log.env
sidecars:
  proxy:
    port: 9000/tcp
    image: { location: public.example/proxy:1 }
    essential: true
    credentialsParameter: arn
    variables: { A: 1 }
    env_file: proxy.env
    secrets: { S: s }
    mount_points: [{ source_volume: tmp, path: /tmp, read_only: true }]
    labels: { a: b }
    depends_on: { setup: success }
    healthcheck: { command: [CMD, "true"], interval: 10s, retries: 2, timeout: 5s, start_period: 1m }
    entrypoint: [sh]
    command: [run]
  setup:
    image: { build: { context: setup, dockerfile: setup/Dockerfile, args: { A: b }, target: x, cache_from: [a] } }
    essential: false
publish: { topics: [{ name: orders, fifo: { content_based_deduplication: true } }, { name: bills, fifo: false }] }
taskdef_overrides: [{ path: "ContainerDefinitions[0].StopTimeout", value: 60 }]
`;
const network = `network:
  vpc:
    placement: { subnets: { from_tags: { tier: [private], team: shop } } }
    security_groups: { groups: [sg-1, { from_cfn: group }], deny_default: true }
`;
const image = `image:
  build: { context: ., dockerfile: Dockerfile, args: { A: b }, target: run, cache_from: [a/b] }
  credentials: arn
  labels: { a: b }
  depends_on: { proxy: healthy }
`;
const probe = `  healthcheck: { command: ["CMD", "probe"], interval: 10s, retries: 3, timeout: 3s, start_period: 20s }
`;
const httpCheck =
  'healthcheck: { path: /ready, port: 8080, success_codes: "200,301", healthy_threshold: 2, unhealthy_threshold: 2, timeout: 5s, interval: 10s';
const rule = `version: http2
  stickiness: false
  deregistration_delay: 30s
  target_container: proxy
  target_port: 9000
  allowed_source_ips: [10.0.0.0/8]
  hosted_zone: Z1
  redirect_to_https: true`;

export const validManifests: Readonly<Record<string, string>> = {
  'Load Balanced Web Service': `name: orders
type: Load Balanced Web Service
${image}  port: 8080
${probe}http:
  path: /
  alb: imported
  ${httpCheck}, grace_period: 60s }
  alias: [{ name: a.example.com, hosted_zone: Z2 }]
  ${rule}
  additional_rules:
    - { path: admin, alias: [b.example.com], hosted_zone: Z1, version: grpc, healthcheck: /, stickiness: true, target_port: 8080 }
nlb:
  port: 443/tls
  healthcheck: { port: 8080, healthy_threshold: 2, unhealthy_threshold: 2, timeout: 5s, interval: 10s }
  target_container: orders
  target_port: 8080
  ssl_policy: P
  stickiness: false
  deregistration_delay: 60s
  alias: n.example.com
  additional_listeners: [{ port: 80/tcp, target_port: 8080 }]
${task}${network}  connect: { alias: orders }
count:
  range: { min: 2, max: 10, spot_from: 3 }
  cooldown: { in: 5m, out: 1m }
  cpu_percentage: { value: 60, cooldown: { in: 5m, out: 30s } }
  memory_percentage: 70
  requests: 500
  response_time: { value: 2s }
exec: { enable: false }
deployment: { rolling: recreate, rollback_alarms: { cpu_utilization: 80.5, memory_utilization: 90 } }
observability: { tracing: awsxray }
environments:
  test: { count: 1, http: { alias: t.example.com }, deployment: { rollback_alarms: [alarm] } }
  prod: { count: { spot: 2 }, image: { location: a/b:1 } }
`,
  'Backend Service': `name: stock
type: Backend Service
${image}  port: 8080
${probe}http: { path: stock, ${httpCheck} } }
${task}${network}  connect: true
count: { range: 1-5, response_time: 1s }
exec: false
deployment: { rolling: default, rollback_alarms: [one, two] }
observability: { tracing: awsxray }
environments:
  test: { http: { path: other }, count: { range: 1-2 } }
`,
  'Worker Service': `name: mailer
type: Worker Service
${image}${probe}${task}${network}  connect: false
subscribe:
  topics:
    - name: orders
      service: shop-api
      filter_policy: { kind: [paid] }
      queue: { retention: 4d0h, delay: 10s, timeout: 30s, dead_letter: { tries: 5 }, fifo: { content_based_deduplication: true, deduplication_scope: messageGroup, throughput_limit: perQueue } }
    - { name: bills, service: shop-api, queue: true }
  queue: { retention: 96h, fifo: { high_throughput: true }, dead_letter: { tries: 3 } }
count: { range: 1-5, queue_delay: { acceptable_latency: 10m, msg_processing_time: 250ms, cooldown: { in: 30s } }, cpu_percentage: 60, memory_percentage: 70 }
exec: true
deployment: { rolling: default, rollback_alarms: { cpu_utilization: 80, memory_utilization: 80, messages_delayed: 5 } }
observability: { tracing: awsxray }
`.replace('4d0h', '96h'),
  'Scheduled Job': `name: report
type: Scheduled Job
${image}${probe}${task}${network}
on: { schedule: "0 3 * * *" }
timeout: 1h30m
retries: 2
environments:
  test: { on: { schedule: none } }
`,
  'Static Site': `name: site
type: Static Site
http: { alias: www.example.com, certificate: "arn:aws:acm:us-east-1:111122223333:certificate/1" }
files:
  - { source: dist, destination: assets, recursive: true, exclude: "*.map", reinclude: [a, b] }
`,
  'Request-Driven Web Service': `name: front
type: Request-Driven Web Service
image: { build: Dockerfile, port: 8080, credentials: arn, labels: { a: b } }
http: { healthcheck: { path: /, timeout: 5s, interval: 10s, healthy_threshold: 1, unhealthy_threshold: 5 }, alias: f.example.com, private: { endpoint: vpce-1 } }
cpu: 1024
memory: 2048
variables: { A: b }
secrets: { S: s }
command: node server.js
tags: { team: shop }
publish: { topics: [{ name: orders }] }
network: { vpc: { placement: private } }
observability: { tracing: awsxray }
count: high-availability
environments: { test: { count: other } }
`,
  Environment: `name: prod
type: Environment
network:
  vpc:
    cidr: 10.0.0.0/16
    subnets:
      public: [{ cidr: 10.0.0.0/24, az: a }, { cidr: 10.0.1.0/24, az: b }]
      private: [{ cidr: 10.0.2.0/24, az: a }, { cidr: 10.0.3.0/24, az: b }]
    security_group:
      ingress: [{ cidr: 10.0.0.0/8, ports: 80-443, ip_protocol: tcp }]
      egress: [{ cidr: 0.0.0.0/0, ports: 443, ip_protocol: tcp }]
    flow_logs: { retention: 30 }
observability: { container_insights: true }
http:
  public:
    certificates: ["arn:aws:acm:eu-west-1:111122223333:certificate/1"]
    access_logs: { bucket_name: b, prefix: p }
    ingress: { cdn: true, source_ips: [10.0.0.0/8] }
    ssl_policy: P
  private:
    certificates: ["arn:aws:acm:eu-west-1:111122223333:certificate/1"]
    ingress: { vpc: true }
    ssl_policy: P
cdn: { certificate: "arn:aws:acm:us-east-1:111122223333:certificate/2", terminate_tls: true, static_assets: { location: b, alias: s.example.com, path: "static/*" } }
`,
  Pipeline: `name: main
version: 1
source: { provider: GitHub, properties: { branch: main, repository: https://git.example.com/a/b, connection_name: c, output_artifact_format: CODE_ZIP } }
build: { image: aws/codebuild/standard:7.0, buildspec: b.yml, additional_policy: { PolicyDocument: { Statement: [] } } }
stages:
  - name: test
    test_commands: [make test]
    deployments: { orders: { stack_name: s, template_path: t, template_config: c, depends_on: [mailer] }, mailer: { } }
  - name: prod
    requires_approval: true
    pre_deployments: { db: { buildspec: db.yml, depends_on: [] } }
    post_deployments: { smoke: { buildspec: smoke.yml } }
`,
};
