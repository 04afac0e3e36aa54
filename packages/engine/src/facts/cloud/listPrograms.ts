import { UnreadCloudFile } from './cloudResource';
import { CloudVariant } from './cloudVariant';

/** Programs that make infrastructure when they run: what they make is not written in the repository. */
export function listPrograms(
  paths: readonly string[],
  variants: readonly CloudVariant[],
): UnreadCloudFile[] {
  const isSynthesised = variants.some(({ resources }) =>
    resources.some(({ source }) => source === 'cdk'),
  );
  return paths.flatMap((path): UnreadCloudFile[] => {
    if (/(^|\/)cdk\.json$/.test(path) && !isSynthesised) {
      const reason = `The CDK app of ${path} is not synthesised in the repository: commit cdk.out to have it read.`;
      return [{ path, reason, types: [] }];
    }
    if (/(^|\/)Pulumi\.ya?ml$/.test(path)) {
      return [{ path, reason: `The Pulumi program of ${path} is not read.`, types: [] }];
    }
    return [];
  });
}
