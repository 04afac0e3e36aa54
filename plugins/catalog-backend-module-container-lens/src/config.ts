import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { GoldenPathConfig, goldenPathConfigSchema } from '@container-lens/golden-path';

/** @throws InputError that says what is wrong in `containerLens.goldenPath`. */
export function readGoldenPathConfig(config: RootConfigService): GoldenPathConfig {
  const result = goldenPathConfigSchema.safeParse(
    config.getOptional('containerLens.goldenPath') ?? {},
  );
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new InputError(
      `The configuration containerLens.goldenPath is not valid at '${issue?.path.join('.')}': ${issue?.message}`,
    );
  }
  return result.data;
}
