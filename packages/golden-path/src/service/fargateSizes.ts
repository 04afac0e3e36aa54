/**
 * CPU units (1024 is one vCPU) and the memory sizes in MiB that AWS Fargate accepts with them. Every target keeps to these
 * pairs, so that a service can move between targets without a new size.
 */
const pairs: readonly { cpu: number; from: number; to: number; step: number }[] = [
  { cpu: 512, from: 1024, to: 4096, step: 1024 },
  { cpu: 1024, from: 2048, to: 8192, step: 1024 },
  { cpu: 2048, from: 4096, to: 16_384, step: 1024 },
  { cpu: 4096, from: 8192, to: 30_720, step: 1024 },
  { cpu: 8192, from: 16_384, to: 61_440, step: 4096 },
  { cpu: 16_384, from: 32_768, to: 122_880, step: 8192 },
];

/**
 * One CPU size with its memory sizes.
 *
 * @public
 */
export interface FargateSize {
  /** CPU units; 1024 is one vCPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: readonly number[];
}

/**
 * The sizes of AWS Fargate, smallest first.
 *
 * @public
 */
export const fargateSizes: readonly FargateSize[] = [
  { cpu: 256, memory: [512, 1024, 2048] },
  ...pairs.map(({ cpu, from, to, step }) => ({
    cpu,
    memory: Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step),
  })),
];
