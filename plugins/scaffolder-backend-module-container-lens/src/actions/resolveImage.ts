import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { GoldenPathConfig } from '@container-lens/golden-path';
import { ImageReference, parseImageReference } from '../registry/imageReference';
import { ImageResolver } from '../registry/ImageResolver';
import { examples } from './resolveImage.examples';

const timeout = 30_000;

/** `container-lens:image:resolve`: which image a tag stands for now. Reads only. */
export function createResolveImageAction(options: {
  resolver: ImageResolver;
  parentImages: GoldenPathConfig['parentImages'];
}) {
  return createTemplateAction({
    id: 'container-lens:image:resolve',
    description: 'Resolves the tag of an image to its digest, as the registry has it now.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ref: z => z.string().min(1).max(500).describe('Image with tag or digest'),
        platforms: z =>
          z
            .array(z.string().regex(/^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9]+)?$/))
            .max(10)
            .optional()
            .describe('Platforms the image must be for, such as linux/arm64'),
      },
      output: {
        digest: z => z.string().optional().describe('Not set in a dry run that cannot know it'),
        pinnedRef: z => z.string().optional().describe('Reference with tag and digest'),
        platforms: z => z.array(z.string()),
        createdAt: z =>
          z.string().optional().describe('When it was built, where the registry says so'),
      },
    },
    async handler(ctx) {
      const reference = parseImageReference(ctx.input.ref);
      if (ctx.isDryRun) {
        const digest = configuredDigest(reference, options.parentImages);
        ctx.output('platforms', []);
        if (!digest) {
          ctx.logger.warn(
            `Dry run: the registry is not asked, and no digest of ${ctx.input.ref} is configured.`,
          );
          return;
        }
        ctx.output('digest', digest);
        ctx.output('pinnedRef', pinned(reference, digest));
        return;
      }
      const bound = AbortSignal.timeout(timeout);
      const signal = ctx.signal ? AbortSignal.any([ctx.signal, bound]) : bound;
      const image = await options.resolver.resolve(reference, { signal });
      const missing = (ctx.input.platforms ?? []).filter(
        wanted =>
          !image.platforms.some(
            platform => platform === wanted || platform.startsWith(`${wanted}/`),
          ),
      );
      if (missing.length > 0) {
        throw new InputError(
          `${ctx.input.ref} is not known to be for ${missing.join(', ')}, but for ${image.platforms.join(', ') || 'no known platform'}. Use an image that is, or build it for these platforms.`,
        );
      }
      ctx.logger.info(`${ctx.input.ref} is ${image.digest}`);
      ctx.output('digest', image.digest);
      ctx.output('pinnedRef', pinned(reference, image.digest));
      ctx.output('platforms', [...image.platforms]);
      if (image.createdAt) ctx.output('createdAt', image.createdAt);
    },
  });
}

function pinned({ host, repository, tag }: ImageReference, digest: string): string {
  return `${host}/${repository}${tag ? `:${tag}` : ''}@${digest}`;
}

/** The digest that is written, or that the configuration has for the same image and tag. */
function configuredDigest(
  reference: ImageReference,
  parentImages: GoldenPathConfig['parentImages'],
): string | undefined {
  if (reference.digest) return reference.digest;
  return Object.values(parentImages)
    .flat()
    .flatMap(({ build, runtime }) => [build, runtime])
    .map(parseImageReference)
    .find(
      ({ host, repository, tag }) =>
        host === reference.host && repository === reference.repository && tag === reference.tag,
    )?.digest;
}
