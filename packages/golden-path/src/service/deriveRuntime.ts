import { z } from 'zod';
import { awsSchedule } from './cronSchedule';
import { ServiceSpec } from './serviceSpec';

/** Seconds the network needs to stop sending new requests before SIGTERM arrives. */
const preStopSleepSeconds = 5;
/** Seconds the platform waits longer than the process allows itself. */
const marginSeconds = 5;

/**
 * What follows from a service spec and is therefore never typed twice.
 *
 * @public
 */
export const derivedRuntimeSchema = z.strictObject({
  /** Seconds from SIGTERM to the hard deadline of the process: drain, slowest request and flush. */
  shutdownTimeoutSeconds: z.int(),
  /** Seconds; `stopTimeout` of ECS. */
  stopTimeoutSeconds: z.int(),
  /** Seconds; `preStop.sleep` of Kubernetes. */
  preStopSleepSeconds: z.int(),
  /** Seconds; `terminationGracePeriodSeconds` of Kubernetes. */
  gracePeriodSeconds: z.int(),
  /** Kubernetes quantities. */
  cpuRequest: z.string(),
  /** Empty when the organisation omits CPU limits. */
  cpuLimit: z.string(),
  memory: z.string(),
  /** The schedule of a job as Amazon EventBridge Scheduler writes it: `cron(0 3 * * ? *)`; empty otherwise. */
  awsSchedule: z.string(),
});

/** @public */
export type DerivedRuntime = z.output<typeof derivedRuntimeSchema>;

/**
 * Derives deadlines and Kubernetes quantities from a service spec.
 *
 * @public
 */
export function deriveRuntime(options: {
  service: ServiceSpec;
  cpuLimit: 'required' | 'omit';
}): DerivedRuntime {
  const { cpu, memory, shutdown, schedule } = options.service;
  const deadline = shutdown.drainSeconds + shutdown.maxRequestSeconds + shutdown.flushSeconds;
  return {
    shutdownTimeoutSeconds: deadline,
    stopTimeoutSeconds: deadline + marginSeconds,
    preStopSleepSeconds,
    gracePeriodSeconds: preStopSleepSeconds + deadline + marginSeconds,
    cpuRequest: cores(cpu),
    cpuLimit: options.cpuLimit === 'omit' ? '' : cores(cpu * 2),
    memory: `${memory}Mi`,
    awsSchedule: schedule === '' ? '' : awsSchedule(schedule),
  };
}

/** CPU units as Kubernetes writes them: whole cores, otherwise thousandths, rounded down. */
function cores(cpu: number): string {
  return cpu % 1024 === 0 ? String(cpu / 1024) : `${Math.floor((cpu * 1000) / 1024)}m`;
}
