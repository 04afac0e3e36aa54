import { Shape, anything, either, flag, list, map, object, text, whole } from './shape';

const subnets = list(object({ id: text, cidr: text, az: text }));
const securityRules = list(object({ cidr: text, ports: either(whole, text), ip_protocol: text }));
const restricted = object({ cdn: flag, source_ips: list(text) });
const deprecatedGroups = object({ ingress: object({ restrict_to: restricted, from_vpc: flag }) });

/** The manifest of an environment. */
export const environmentShape: Shape = object({
  name: text,
  type: text,
  network: object({
    vpc: object({
      id: text,
      cidr: text,
      subnets: object({ public: subnets, private: subnets }),
      security_group: object({ ingress: securityRules, egress: securityRules }),
      flow_logs: either(flag, object({ retention: whole })),
    }),
  }),
  observability: object({ container_insights: flag }),
  http: object({
    public: object({
      security_groups: deprecatedGroups,
      certificates: list(text),
      access_logs: either(flag, object({ bucket_name: text, prefix: text })),
      ingress: restricted,
      ssl_policy: text,
    }),
    private: object({
      subnets: list(text),
      certificates: list(text),
      security_groups: deprecatedGroups,
      ingress: object({ vpc: flag }),
      ssl_policy: text,
    }),
  }),
  cdn: either(
    flag,
    object({
      certificate: text,
      terminate_tls: flag,
      static_assets: object({ location: text, alias: text, path: text }),
    }),
  ),
});

const hook = map(object({ buildspec: text, depends_on: list(text) }));

/** The manifest of a pipeline, the only one without a type. */
export const pipelineShape: Shape = object({
  name: text,
  version: whole,
  source: object({
    provider: text,
    properties: object({
      branch: text,
      repository: text,
      connection_name: text,
      output_artifact_format: text,
      access_token_secret: text,
    }),
  }),
  build: object({
    image: text,
    buildspec: text,
    additional_policy: object({ PolicyDocument: anything }),
  }),
  stages: list(
    object({
      name: text,
      requires_approval: flag,
      test_commands: list(text),
      deployments: map(
        object({
          stack_name: text,
          template_path: text,
          template_config: text,
          depends_on: list(text),
        }),
      ),
      pre_deployments: hook,
      post_deployments: hook,
    }),
  ),
});
