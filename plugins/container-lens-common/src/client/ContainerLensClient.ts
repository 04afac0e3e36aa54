import { parseEntityRef } from '@backstage/catalog-model';
import { InputError, ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { FleetEntities, FleetQuery, fleetEntitiesSchema } from '../wire/fleet';
import {
  GoldenPathOptions,
  GoldenPathPreview,
  GoldenPathPreviewRequest,
  goldenPathOptionsSchema,
  goldenPathPreviewSchema,
} from '../wire/goldenPath';
import { WireLens, lensSchema } from '../wire/lens';
import { RepositoryState, repositoryStateSchema } from '../wire/repositoryState';
import { RetrofitPreview, RetrofitPreviewRequest, retrofitPreviewSchema } from '../wire/retrofit';
import {
  EntityScorecard,
  RefreshAnswer,
  ScorecardHistory,
  entityScorecardSchema,
  historySchema,
  refreshSchema,
} from '../wire/scorecard';
import {
  ContainerLensApi,
  ContainerLensRequestOptions,
  EntityRefLike,
  HistoryRequest,
} from './ContainerLensApi';

/**
 * What the client needs of its surroundings; the discovery and fetch APIs of Backstage fit.
 *
 * @public
 */
export interface ContainerLensClientOptions {
  readonly discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly fetchApi: { fetch: typeof fetch };
}

interface Call<T> {
  readonly schema: z.ZodType<T>;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Talks to the Container Lens backend over HTTP and checks that its answers have the agreed shape.
 *
 * @public
 */
export class ContainerLensClient implements ContainerLensApi {
  readonly #options: ContainerLensClientOptions;

  private constructor(options: ContainerLensClientOptions) {
    this.#options = options;
  }

  static create(options: ContainerLensClientOptions): ContainerLensClient {
    return new ContainerLensClient(options);
  }

  getLens(options?: ContainerLensRequestOptions): Promise<WireLens> {
    return this.#call({ schema: lensSchema, path: 'lens', signal: options?.signal });
  }

  async getScorecard(
    entityRef: EntityRefLike,
    options?: ContainerLensRequestOptions,
  ): Promise<EntityScorecard> {
    return this.#call({
      schema: entityScorecardSchema,
      path: `${entityPath(entityRef)}/scorecard`,
      signal: options?.signal,
    });
  }

  async getHistory(
    entityRef: EntityRefLike,
    request?: HistoryRequest,
    options?: ContainerLensRequestOptions,
  ): Promise<ScorecardHistory> {
    return this.#call({
      schema: historySchema,
      path: `${entityPath(entityRef)}/history`,
      query: { cursor: request?.cursor, limit: request?.limit },
      signal: options?.signal,
    });
  }

  async refresh(
    entityRef: EntityRefLike,
    options?: ContainerLensRequestOptions,
  ): Promise<RefreshAnswer> {
    return this.#call({
      schema: refreshSchema,
      path: `${entityPath(entityRef)}/refresh`,
      method: 'POST',
      signal: options?.signal,
    });
  }

  getFleetEntities(
    query?: FleetQuery,
    options?: ContainerLensRequestOptions,
  ): Promise<FleetEntities> {
    return this.#call({
      schema: fleetEntitiesSchema,
      path: 'fleet/entities',
      // The schema coerces `limit`, so its input type is unknown; whatever it is, it travels as text.
      query: query && {
        ...query,
        limit: query.limit === undefined ? undefined : String(query.limit),
      },
      signal: options?.signal,
    });
  }

  getGoldenPathOptions(
    language: string,
    options?: ContainerLensRequestOptions,
  ): Promise<GoldenPathOptions> {
    return this.#call({
      schema: goldenPathOptionsSchema,
      path: 'golden-path/options',
      query: { language },
      signal: options?.signal,
    });
  }

  previewGoldenPath(
    request: GoldenPathPreviewRequest,
    options?: ContainerLensRequestOptions,
  ): Promise<GoldenPathPreview> {
    return this.#call({
      schema: goldenPathPreviewSchema,
      path: 'golden-path/preview',
      method: 'POST',
      body: request,
      signal: options?.signal,
    });
  }

  getRepositoryState(
    repoUrl: string,
    options?: ContainerLensRequestOptions,
  ): Promise<RepositoryState> {
    return this.#call({
      schema: repositoryStateSchema,
      path: 'golden-path/repository',
      query: { repoUrl },
      signal: options?.signal,
    });
  }

  previewRetrofit(
    request: RetrofitPreviewRequest,
    options?: ContainerLensRequestOptions,
  ): Promise<RetrofitPreview> {
    return this.#call({
      schema: retrofitPreviewSchema,
      path: 'golden-path/retrofit-preview',
      method: 'POST',
      body: request,
      signal: options?.signal,
    });
  }

  async #call<T>(call: Call<T>): Promise<T> {
    const baseUrl = await this.#options.discoveryApi.getBaseUrl('container-lens');
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(call.query ?? {})) {
      if (value !== undefined && value !== '') {
        query.set(name, String(value));
      }
    }
    const search = query.size > 0 ? `?${query}` : '';
    const response = await this.#options.fetchApi.fetch(`${baseUrl}/v1/${call.path}${search}`, {
      method: call.method ?? 'GET',
      ...(call.body !== undefined && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(call.body),
      }),
      ...(call.signal && { signal: call.signal }),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const answer = call.schema.safeParse(await response.json());
    if (!answer.success) {
      throw new Error(
        `The Container Lens backend answered /v1/${call.path} in a shape this version does not know; ` +
          `install the same version of frontend and backend. ${z.prettifyError(answer.error)}`,
      );
    }
    return answer.data;
  }
}

function entityPath(entityRef: EntityRefLike): string {
  const { kind, namespace, name } =
    typeof entityRef === 'string' ? parseEntityRef(entityRef) : entityRef;
  const parts = [kind, namespace, name].map(part => part.toLocaleLowerCase('en-US'));
  if (parts.some(part => /^\.{0,2}$/.test(part))) {
    // Such a segment would be resolved away by fetch and address something else.
    throw new InputError(`"${kind}:${namespace}/${name}" is not the reference of an entity`);
  }
  return ['entities', ...parts.map(encodeURIComponent)].join('/');
}
