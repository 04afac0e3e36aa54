import type { z } from 'zod';
import type { registryEvidenceSchema } from '../contract/registryEvidence';
import { annotationPrefix } from '../facts/repository/annotations';

type Registry = z.input<typeof registryEvidenceSchema>;
type Repository = Registry['repositories'][number];
type Settings = Extract<Repository['settings'], { status: 'present' }>['value'];
/** An image of an example; the schema fills in what is not set. */
export type ExampleImage = Omit<
  Extract<Repository['images'], { status: 'present' }>['value'][number],
  'status'
> & { readonly status?: 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING' };
type Platform = Extract<
  NonNullable<ExampleImage['platforms']>,
  { status: 'present' }
>['value'][number];

/** A digest made of one hexadecimal digit. */
export function exampleDigest(digit: string): string {
  return `sha256:${digit.repeat(64)}`;
}

/** One platform manifest of an example image. */
export function examplePlatform(options: Partial<Platform> = {}): Platform {
  return { digest: exampleDigest('d'), os: 'linux', architecture: 'amd64', ...options };
}

/** Version 1.4.2 for `linux/amd64`, pushed three days before the examples are judged. */
export function exampleImage(options: Partial<ExampleImage> = {}): ExampleImage {
  return {
    digest: exampleDigest('a'),
    tags: ['1.4.2'],
    pushedAt: '2026-11-19T00:00:00Z',
    ...options,
  };
}

/** What a registry says of the one repository of an example. */
export function exampleRegistry(
  options: {
    readonly kind?: Repository['kind'];
    readonly settings?: Settings | Repository['settings'];
    readonly images?: readonly ExampleImage[];
    readonly parents?: Registry['parents'];
    readonly observedAt?: string;
    readonly unit?: string;
  } = {},
): Registry {
  const { kind = 'ecr', settings = {}, images = [exampleImage()], parents, unit } = options;
  return {
    observedAt: options.observedAt ?? '2026-11-21T20:00:00Z',
    repositories: [
      {
        name: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/orders',
        kind,
        ...(unit === undefined ? {} : { unit }),
        settings: 'status' in settings ? settings : { status: 'present', value: settings },
        images: { status: 'present', value: images as never },
      },
    ],
    ...(parents ? { parents } : {}),
  };
}

/** An observed value. */
export function seen<T>(value: T): { status: 'present'; value: T } {
  return { status: 'present', value };
}

/** What access was denied to. */
export const denied = {
  status: 'unavailable',
  code: 'access-denied',
  reason: 'The role may not read it.',
} as const;

/** The annotation that says that nothing is released yet. */
export const unreleased = { [`${annotationPrefix}released`]: 'false' };
