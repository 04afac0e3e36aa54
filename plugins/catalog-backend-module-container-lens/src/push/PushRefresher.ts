import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ANNOTATION_LOCATION } from '@backstage/catalog-model';
import {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import { forgePushSchema, forgePushTopic } from './forgePush';

/** Locations one push may refresh; the catalog's own schedule sees to the rest. */
const mostLocations = 500;

/**
 * Refreshes the entities of a repository after a push to the embedded forge, so that the catalog does not wait for its
 * own schedule. Emits no entities.
 *
 * @public
 */
export class PushRefresher implements EntityProvider {
  private connection: EntityProviderConnection | undefined;

  private constructor(
    private readonly deps: {
      auth: AuthService;
      catalog: CatalogService;
      events: EventsService;
      logger: LoggerService;
    },
  ) {}

  static create(deps: {
    auth: AuthService;
    catalog: CatalogService;
    events: EventsService;
    logger: LoggerService;
  }): PushRefresher {
    return new PushRefresher(deps);
  }

  getProviderName(): string {
    return 'container-lens-push-refresher';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.connection = connection;
    await this.deps.events.subscribe({
      id: this.getProviderName(),
      topics: [forgePushTopic],
      onEvent: params => this.onPush(params),
    });
  }

  private async onPush({ eventPayload }: EventParams): Promise<void> {
    const push = forgePushSchema.safeParse(eventPayload);
    if (!push.success || !push.data.ref.startsWith('refs/heads/')) {
      return;
    }
    try {
      const keys = await this.findLocations(push.data.url);
      if (keys.length > 0) {
        await this.connection?.refresh({ keys });
        this.deps.logger.debug(
          `Refreshing ${keys.length} locations after a push to ${push.data.url}`,
        );
      }
    } catch (error) {
      this.deps.logger.warn(
        `The entities of ${push.data.url} could not be refreshed after a push; the catalog's schedule will do it. ${error}`,
      );
    }
  }

  /** The locations of all entities that were read from the repository, on whatever branch or path. */
  private async findLocations(url: string): Promise<string[]> {
    const prefix = `url:${url.replace(/\/$/, '')}/src/`;
    const found = new Set<string>();
    const pages = this.deps.catalog.streamEntities(
      { fields: [`metadata.annotations.${ANNOTATION_LOCATION}`] },
      { credentials: await this.deps.auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      for (const entity of page) {
        const location = entity.metadata?.annotations?.[ANNOTATION_LOCATION];
        if (location?.startsWith(prefix)) {
          found.add(location);
        }
      }
      if (found.size >= mostLocations) {
        break;
      }
    }
    return [...found].slice(0, mostLocations);
  }
}
