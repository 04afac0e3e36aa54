import { EntityProvider, EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { GoldenPathConfig } from '@container-lens/golden-path';
import { readTemplates } from './readTemplates';

/**
 * Emits the packaged templates, so that a fresh installation shows them without a location in its configuration.
 *
 * @public
 */
export class TemplateProvider implements EntityProvider {
  private constructor(private readonly config: GoldenPathConfig) {}

  static create(options: { config: GoldenPathConfig }): TemplateProvider {
    return new TemplateProvider(options.config);
  }

  getProviderName(): string {
    return 'container-lens-templates';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const templates = await readTemplates(this.config);
    await connection.applyMutation({
      type: 'full',
      entities: templates.map(entity => ({ entity, locationKey: this.getProviderName() })),
    });
  }
}
