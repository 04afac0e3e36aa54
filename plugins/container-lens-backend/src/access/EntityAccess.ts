import { BackstageCredentials, PermissionsService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult, ResourcePermission } from '@backstage/plugin-permission-common';
import { containerLensScorecardReadPermission } from '@container-lens/backstage-plugin-container-lens-common';
import { ContainerLensConfig } from '../config';
import { Visibility } from '../store/ScorecardStore';

const PAGE_SIZE = 1000;
/** Requests to the permission backend carry at most so many entities. */
const AUTHORIZE_CHUNK = 200;

export interface EntityAccessOptions {
  readonly catalog: CatalogService;
  readonly config: ContainerLensConfig;
  readonly permissions: PermissionsService;
}

/**
 * Who may see and do what. The catalog's own permission always counts: an entity that the caller may not read there
 * does not exist here either.
 */
export class EntityAccess {
  readonly #options: EntityAccessOptions;

  private constructor(options: EntityAccessOptions) {
    this.#options = options;
  }

  static create(options: EntityAccessOptions): EntityAccess {
    return new EntityAccess(options);
  }

  /**
   * Answers the entity. Throws `NotFoundError` when the entity does not exist or may not be read in the catalog, and `NotAllowedError` when
   * one of the permissions is denied.
   */
  async require(options: {
    readonly entityRef: string;
    readonly permissions: readonly ResourcePermission[];
    readonly credentials: BackstageCredentials;
  }): Promise<Entity> {
    const { catalog, permissions } = this.#options;
    const { entityRef, credentials } = options;
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    if (!entity) {
      throw new NotFoundError(`There is no entity "${entityRef}" that you may see`);
    }
    const decisions = await permissions.authorize(
      options.permissions.map(permission => ({ permission, resourceRef: entityRef })),
      { credentials },
    );
    decisions.forEach(({ result }, index) => {
      if (result !== AuthorizeResult.ALLOW) {
        throw new NotAllowedError(
          `You lack the permission ${options.permissions[index]!.name} for "${entityRef}"`,
        );
      }
    });
    return entity;
  }

  /** The entities whose scorecards the caller may see. */
  async visibleEntities(credentials: BackstageCredentials): Promise<Visibility> {
    const { permissions } = this.#options;
    const [catalogRead, scorecardRead] = await permissions.authorizeConditional(
      [
        { permission: catalogEntityReadPermission },
        { permission: containerLensScorecardReadPermission },
      ],
      { credentials },
    );
    if (
      catalogRead?.result === AuthorizeResult.DENY ||
      scorecardRead?.result === AuthorizeResult.DENY
    ) {
      return [];
    }
    if (
      catalogRead?.result === AuthorizeResult.ALLOW &&
      scorecardRead?.result === AuthorizeResult.ALLOW
    ) {
      return 'all';
    }
    const readable = await this.#readableInCatalog(credentials);
    return scorecardRead?.result === AuthorizeResult.ALLOW
      ? readable
      : this.#withScorecardPermission(readable, credentials);
  }

  /** Asks the catalog in the caller's name, so that it applies its conditions itself. */
  async #readableInCatalog(credentials: BackstageCredentials): Promise<string[]> {
    const { catalog, config } = this.#options;
    const refs: string[] = [];
    const pages = catalog.streamEntities(
      {
        filter: { kind: [...config.entities.kinds] },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
        pageSize: PAGE_SIZE,
      },
      { credentials },
    );
    for await (const page of pages) {
      refs.push(...page.map(entity => stringifyEntityRef(entity)));
    }
    return refs;
  }

  async #withScorecardPermission(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<string[]> {
    const allowed: string[] = [];
    for (let start = 0; start < refs.length; start += AUTHORIZE_CHUNK) {
      const chunk = refs.slice(start, start + AUTHORIZE_CHUNK);
      const decisions = await this.#options.permissions.authorize(
        chunk.map(resourceRef => ({
          permission: containerLensScorecardReadPermission,
          resourceRef,
        })),
        { credentials },
      );
      allowed.push(
        ...chunk.filter((_, index) => decisions[index]?.result === AuthorizeResult.ALLOW),
      );
    }
    return allowed;
  }
}
