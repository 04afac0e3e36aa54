import { Resolved } from '../resolved';
import type { KubernetesObject } from './kubernetesObject';
import type { DeploymentEnvironment, EnvironmentEntry, Workload } from './workload';

/** @public */
export type DeploymentPlatform = 'kubernetes' | 'ecs' | 'copilot' | 'compose';

/**
 * A command that a platform runs inside the container to see whether it is healthy.
 *
 * @public
 */
export interface HealthCommand {
  readonly kind: 'liveness' | 'readiness' | 'startup' | 'container';
  readonly command: readonly string[];
  readonly path: string;
  readonly line?: number;
}

/**
 * One own container (catalogue definition `own-container`) of the production render, with pod and container level
 * merged. Locations point at the template or manifest a person would edit.
 *
 * @public
 */
export interface OwnContainer {
  /** `Deployment/orders app`. */
  readonly unit: string;
  /** Name in its workload. */
  readonly name: string;
  /** Id of its workload. */
  readonly workload: string;
  readonly platform: DeploymentPlatform;
  /** `Deployment`, `StatefulSet`, `DaemonSet`, `Job`, `CronJob`, `Pod`, `task-definition` and so on. */
  readonly workloadKind: string;
  /** True when the pod asks for Windows nodes. */
  readonly windows?: boolean;
  readonly path: string;
  readonly line?: number;
  readonly image: Resolved<string>;
  /** Dockerfile that the descriptor itself builds it from (Copilot, compose). */
  readonly dockerfile?: string;
  /** Replaces ENTRYPOINT. */
  readonly command: Resolved<readonly string[]>;
  /** Replaces CMD. */
  readonly args: Resolved<readonly string[]>;
  readonly runAsUser: Resolved<number | string>;
  readonly runAsNonRoot: Resolved<boolean>;
  readonly allowPrivilegeEscalation: Resolved<boolean>;
  readonly privileged: Resolved<boolean>;
  readonly hostNamespaces: Resolved<readonly string[]>;
  readonly addedCapabilities: Resolved<readonly string[]>;
  readonly droppedCapabilities: Resolved<readonly string[]>;
  readonly seccompProfile: Resolved<string>;
  readonly requestsCpu: Resolved<string>;
  readonly requestsMemory: Resolved<string>;
  readonly limitsCpu: Resolved<string>;
  readonly limitsMemory: Resolved<string>;
  readonly hasLivenessProbe: Resolved<boolean>;
  readonly hasReadinessProbe: Resolved<boolean>;
  /** Of Kubernetes, which alone has one. */
  readonly hasStartupProbe?: Resolved<boolean>;
  readonly healthCommands: readonly HealthCommand[];
  readonly readOnlyRootFilesystem: Resolved<boolean>;
  readonly environment: readonly EnvironmentEntry[];
  /** Names of secrets and ConfigMaps whose every key becomes a variable. */
  readonly environmentFrom: readonly {
    readonly kind: 'secret' | 'config';
    readonly name: string;
  }[];
  /** Ports with protocol: `8080/TCP`. */
  readonly ports: Resolved<readonly string[]>;
  /** Seconds that a preStop sleep takes; `undefined` as value without one. */
  readonly preStopSeconds: Resolved<number>;
  /** ECS: driver of `logConfiguration`, `undefined` as value without one. Copilot: what it wires itself. */
  readonly logDriver?: Resolved<string>;
  readonly logOptions?: ReadonlyMap<string, string>;
  /** ECS on Fargate: the bounds of the whole task hold for it. ECS: false for a container that may end. */
  readonly essential?: boolean;
  /** ECS and Copilot: a target group watches it. */
  readonly hasTargetGroupCheck?: Resolved<boolean>;
}

/**
 * A deploy descriptor that was found and is not read (yet), or could not be.
 *
 * @public
 */
export interface UnreadDescriptor {
  readonly platform: DeploymentPlatform;
  /** `kustomize`, `ecs-task-definition`, `cloudformation`, `copilot`, `compose`, `helm`, `terraform` … */
  readonly kind: string;
  readonly path: string;
  readonly reason: string;
}

/**
 * What the repository says about how the service runs in production.
 *
 * @public
 */
export interface DeploymentFact {
  /** Platforms of all descriptors, read or not. */
  readonly platforms: readonly DeploymentPlatform[];
  readonly ownContainers: readonly OwnContainer[];
  readonly unread: readonly UnreadDescriptor[];
  /** Workloads of the production render. */
  readonly workloads: readonly Workload[];
  /** Objects of Kubernetes in the production render, workloads included. */
  readonly objects: readonly KubernetesObject[];
  /** Every environment that the descriptors name, that of production included. */
  readonly environments: readonly DeploymentEnvironment[];
}
