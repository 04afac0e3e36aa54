import { AuthService } from '@backstage/backend-plugin-api';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ContainerLensConfig } from '../config';
import { Subject } from './subject';
import { subjectFromEntity } from './subjectFromEntity';

const PAGE_SIZE = 500;

/** The entities of the catalog that are judged. */
export class CatalogSubjects {
  readonly #options: CatalogSubjectsOptions;

  private constructor(options: CatalogSubjectsOptions) {
    this.#options = options;
  }

  static create(options: CatalogSubjectsOptions): CatalogSubjects {
    return new CatalogSubjects(options);
  }

  /** All of them, page by page, so that memory does not grow with the catalog. */
  async *stream(): AsyncGenerator<readonly Subject[]> {
    const { auth, catalog, config, integrations } = this.#options;
    const pages = catalog.streamEntities(
      {
        filter: {
          kind: [...config.entities.kinds],
          ...(config.entities.types.length > 0 && { 'spec.type': [...config.entities.types] }),
        },
        fields: [
          'kind',
          'metadata.namespace',
          'metadata.name',
          'metadata.title',
          'metadata.annotations',
          'spec.owner',
          'spec.system',
          'spec.lifecycle',
          'relations',
        ],
        pageSize: PAGE_SIZE,
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      yield page.map(entity =>
        subjectFromEntity({ entity, allowedHosts: config.source.allowedHosts, integrations }),
      );
    }
  }
}

export interface CatalogSubjectsOptions {
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly config: ContainerLensConfig;
  readonly integrations: ScmIntegrationRegistry;
}
