import { SourceLocation } from '../image/imageConfig';
import { Resolved } from '../resolved';
import { DeploymentPlatform, OwnContainer } from './ownContainer';

/** Where an environment variable of a container gets its value. @public */
export interface EnvironmentEntry extends SourceLocation {
  readonly name: string;
  /**
   * `literal`: written in the descriptor. `secret`: from a secret store (secretKeyRef, ECS secrets, Copilot secrets).
   * `config`: from a ConfigMap or file of variables; the value is set when it is in the repository. `field`: from the
   * platform.
   */
  readonly source: 'literal' | 'secret' | 'config' | 'field';
  readonly value: Resolved<string>;
}

/** @public */
export type VolumeKind =
  | 'persistent-claim'
  | 'claim-template'
  | 'efs'
  | 'ebs'
  | 'fsx'
  | 's3'
  | 'csi'
  | 'empty-dir'
  | 'host-path'
  /** Bind mount of ECS without host path; ephemeral storage of the task. */
  | 'ephemeral'
  | 'config'
  | 'secret'
  | 'named'
  | 'unknown';

/** A mount of a container with the volume behind it. @public */
export interface VolumeMount extends SourceLocation {
  readonly mountPath: Resolved<string>;
  readonly readOnly: boolean;
  readonly volume: VolumeKind;
  readonly name: string;
  /** Path on the host of `host-path`. */
  readonly hostPath?: string;
}

/** Any container of a workload. @public */
export interface WorkloadContainer extends SourceLocation {
  readonly name: string;
  readonly role: 'own' | 'sidecar' | 'init';
  readonly image: Resolved<string>;
  readonly command: Resolved<readonly string[]>;
  readonly args: Resolved<readonly string[]>;
}

/** What scales a workload. @public */
export interface Autoscaler extends SourceLocation {
  readonly kind:
    | 'HorizontalPodAutoscaler'
    | 'ScaledObject'
    | 'VerticalPodAutoscaler'
    | 'Knative'
    | 'ScalableTarget'
    | 'copilot-count'
    | 'ExpressGatewayService'
    | 'other';
  readonly min: Resolved<number>;
  readonly max: Resolved<number>;
  /** False when it has no policy that acts (a scalable target alone), or is switched off. */
  readonly active: boolean;
}

/**
 * A rule that places a workload on nodes.
 *
 * @public
 */
export interface PlacementRule extends SourceLocation {
  readonly subject: 'architecture' | 'instance-type' | 'instance-family';
  readonly required: boolean;
  readonly values: Resolved<readonly string[]>;
}

/**
 * One workload of a render: a Deployment, a task definition with its service, a Copilot service, a compose service.
 * Own containers refer to it by `OwnContainer.workload`.
 *
 * @public
 */
export interface Workload extends SourceLocation {
  /** `Deployment/orders`, `task-definition/orders`, `copilot/orders`. Unique in its environment. */
  readonly id: string;
  readonly platform: DeploymentPlatform;
  /** `Deployment`, `task-definition`, `Load Balanced Web Service`, `service` … */
  readonly kind: string;
  readonly containers: readonly WorkloadContainer[];
  readonly replicas: Resolved<number>;
  readonly autoscalers: readonly Autoscaler[];
  /** Kubernetes; `undefined` as value means the default account. */
  readonly serviceAccount?: {
    readonly name: Resolved<string>;
    /** Of the pod, else of the account; `undefined` as value when neither says. */
    readonly automountsToken: Resolved<boolean>;
    /** `eks.amazonaws.com/role-arn`, or a Pod Identity association in the same repository. */
    readonly roleArn: Resolved<string>;
  };
  /** ECS. */
  readonly taskRole?: Resolved<string>;
  readonly executionRole?: Resolved<string>;
  /** ECS: `FARGATE`, `EC2`, `MANAGED_INSTANCES`, `EXTERNAL`; several when the task is compatible with several. */
  readonly launchTypes?: Resolved<readonly string[]>;
  readonly usesCapacityProviders?: boolean;
  /** Architectures the platform is told to use: `ARM64`, `X86_64` of ECS, `linux/arm64` of Copilot. */
  readonly architecture: Resolved<string>;
  readonly placement: readonly PlacementRule[];
  /** Seconds from the stop signal to the kill: terminationGracePeriodSeconds, stopTimeout, stop_grace_period. */
  readonly gracePeriodSeconds: Resolved<number>;
  /** The signal that stops it, where the descriptor says so instead of the image: `stop_signal` of compose. */
  readonly stopSignal?: Resolved<string>;
  readonly mountsByContainer: ReadonlyMap<string, readonly VolumeMount[]>;
  /** Session affinity, sticky target groups, `http.stickiness`. */
  readonly affinitySignals: readonly (SourceLocation & { readonly message: string })[];
  /** Regions that ARNs, parameters and log options name. */
  readonly regions: readonly string[];
  /** True when something shows that it runs in AWS: ECS, Copilot, an ECR image, a role annotation, an ARN. */
  readonly runsInAws: boolean;
  /** OpenTelemetry or X-Ray sidecars, scrape annotations, ServiceMonitors, `observability.tracing`: what was found. */
  readonly telemetrySignals: readonly (SourceLocation & {
    readonly group: 'instrumentation' | 'alarm';
    readonly message: string;
    /** True for the X-Ray SDK or daemon. */
    readonly xray?: boolean;
  })[];
}

/**
 * What an object that is no workload is set to.
 *
 * @public
 */
export interface ObjectSetting extends SourceLocation {
  readonly kind: string;
  readonly name: string;
  readonly what: 'ports' | 'storage class';
  readonly value: string;
  /** Why the value is not known. */
  readonly unknown?: string;
}

/**
 * The workloads of one environment, for the comparison of environments.
 *
 * @public
 */
export interface DeploymentEnvironment {
  /** `prod`; two with the same word have their path behind it. */
  readonly name: string;
  /** Only environments of the same source are compared: one chart, one set of overlays, one Copilot service. */
  readonly source?: string;
  readonly platform: DeploymentPlatform;
  readonly path: string;
  readonly workloads: readonly Workload[];
  readonly ownContainers: readonly OwnContainer[];
  /** Kinds and names of further objects. */
  readonly objects: readonly string[];
  /** Ports of Services and storage classes of claims; Kubernetes only. */
  readonly settings?: readonly ObjectSetting[];
  /** Why it could not be rendered whole. */
  readonly unread?: string;
}
