import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { OrganisationDocument, organisationSchema } from '@container-lens/engine';
import { GoldenPathConfig, goldenPathConfigSchema } from '@container-lens/golden-path';
import { z } from 'zod';

/** What the actions are configured with. */
export interface GoldenPathSettings {
  readonly goldenPath: GoldenPathConfig;
  /** The document the gate judges with; the portal's own. */
  readonly organisation: OrganisationDocument;
  /** Of commits that are proposed; the scaffolder's own, as for repositories that it publishes. */
  readonly author: { readonly name: string; readonly email: string };
}

const line = z.string().regex(/^[^<>\r\n]{1,200}$/);
const authorSchema = z.object({
  name: line.default('Scaffolder'),
  email: line.default('scaffolder@backstage.io'),
});

/** @throws InputError that names the block and what is wrong in it. */
export function readSettings(config: RootConfigService): GoldenPathSettings {
  return {
    goldenPath: parse(config, 'containerLens.goldenPath', goldenPathConfigSchema),
    organisation: parse(config, 'containerLens.organisation', organisationSchema),
    author: parse(config, 'scaffolder.defaultAuthor', authorSchema),
  };
}

function parse<T extends z.ZodType>(
  config: RootConfigService,
  key: string,
  schema: T,
): z.output<T> {
  const result = schema.safeParse(config.getOptional(key) ?? {});
  if (!result.success) {
    throw new InputError(
      `The configuration ${key} is not valid:\n${z.prettifyError(result.error)}`,
    );
  }
  return result.data;
}
