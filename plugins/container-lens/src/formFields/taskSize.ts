import { GoldenPathOptions } from '@container-lens/backstage-plugin-container-lens-common';

/** Size and scaling of a service. */
export interface TaskSize {
  /** CPU units; 1024 is one vCPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
  /** Fewest copies that run. */
  readonly min: number;
  /** Most copies that run. */
  readonly max: number;
}

/** One copy is none while it is replaced; the service spec has the same limit. */
export const fewestReplicas = 2;
/** More copies than any golden path scales to. */
export const mostReplicas = 1_000;

type SizeOptions = Pick<GoldenPathOptions, 'sizes' | 'limits' | 'defaults'>;

/** The pairs of CPU and memory that are valid and within the limits of the portal. */
export function allowedSizes({ sizes, limits }: SizeOptions): GoldenPathOptions['sizes'] {
  return sizes
    .filter(({ cpu }) => cpu <= limits.maxCpu)
    .map(({ cpu, memory }) => ({ cpu, memory: memory.filter(mib => mib <= limits.maxMemory) }))
    .filter(({ memory }) => memory.length > 0);
}

/** The size the form starts with. */
export function defaultSize({ defaults }: SizeOptions): TaskSize {
  const { cpu, memory, scaling } = defaults;
  return { cpu, memory, min: scaling.min, max: scaling.max };
}

/** The answer with defaults for what is missing; without scaling, the numbers of copies are the defaults. */
export function completeSize(
  options: SizeOptions,
  answered: Partial<TaskSize> | undefined,
  scales: boolean,
): TaskSize {
  const preset = defaultSize(options);
  const { cpu, memory, min, max } = answered ?? {};
  return {
    cpu: cpu ?? preset.cpu,
    memory: memory ?? preset.memory,
    min: (scales ? min : undefined) ?? preset.min,
    max: (scales ? max : undefined) ?? preset.max,
  };
}

/** What the form should answer by itself: what is missing, or less when scaling does not apply; else undefined. */
export function presetSize(
  options: SizeOptions,
  answered: Partial<TaskSize> | undefined,
  scales: boolean,
): Partial<TaskSize> | undefined {
  const { cpu, memory, min, max } = answered ?? {};
  const sized = cpu !== undefined && memory !== undefined;
  const scaled = min !== undefined && max !== undefined;
  const unscaled = min === undefined && max === undefined;
  if (sized && (scales ? scaled : unscaled)) {
    return undefined;
  }
  const size = completeSize(options, answered, scales);
  return scales ? size : { cpu: size.cpu, memory: size.memory };
}

/** The same size with another CPU; memory moves to the nearest amount that is valid with it. */
export function withCpu(options: SizeOptions, size: TaskSize, cpu: number): TaskSize {
  const memories = allowedSizes(options).find(allowed => allowed.cpu === cpu)?.memory ?? [];
  const memory = [...memories].sort(
    (a, b) => Math.abs(a - size.memory) - Math.abs(b - size.memory) || a - b,
  )[0];
  return { ...size, cpu, memory: memory ?? size.memory };
}

/** Says in one sentence what is wrong with a size, or undefined. */
export function explainSize(options: SizeOptions, size: TaskSize): string | undefined {
  const { cpu, memory, min, max } = size;
  if (!allowedSizes(options).some(pair => pair.cpu === cpu && pair.memory.includes(memory))) {
    return `${sayCpu(cpu)} with ${sayMemory(memory)} is not a size this portal offers.`;
  }
  if (![min, max].every(Number.isInteger) || min < fewestReplicas || max > mostReplicas) {
    return `The numbers of replicas are whole numbers from ${fewestReplicas} to ${mostReplicas}.`;
  }
  return min > max ? 'The fewest replicas cannot be more than the most.' : undefined;
}

/** `0.5 vCPU` */
export function sayCpu(units: number): string {
  return `${units / 1_024} vCPU`;
}

/** `1 GiB`, `512 MiB` */
export function sayMemory(mib: number): string {
  return mib >= 1_024 ? `${mib / 1_024} GiB` : `${mib} MiB`;
}
