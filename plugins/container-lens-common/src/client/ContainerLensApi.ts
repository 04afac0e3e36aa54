import { CompoundEntityRef } from '@backstage/catalog-model';
import { FleetEntities, FleetQuery } from '../wire/fleet';
import { GoldenPathOptions, GoldenPathPreview, GoldenPathPreviewRequest } from '../wire/goldenPath';
import { WireLens } from '../wire/lens';
import { RepositoryState } from '../wire/repositoryState';
import { RetrofitPreview, RetrofitPreviewRequest } from '../wire/retrofit';
import { EntityScorecard, RefreshAnswer, ScorecardHistory } from '../wire/scorecard';

/**
 * `component:default/orders`, or its parts.
 *
 * @public
 */
export type EntityRefLike = string | CompoundEntityRef;

/**
 * Options that every request takes.
 *
 * @public
 */
export interface ContainerLensRequestOptions {
  /** Ends the request early; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Which page of a history to read.
 *
 * @public
 */
export interface HistoryRequest {
  /** `nextCursor` of the page before; the newest page without it. */
  readonly cursor?: string;
  /** Items per page, 1 to 200; 50 without it. */
  readonly limit?: number;
}

/**
 * What the Container Lens backend answers. Every method rejects with `ResponseError` when the backend answers with an
 * error (`error.response.status` tells 403 from 404), and with a plain `Error` when the answer is not of the agreed
 * shape.
 *
 * @public
 */
export interface ContainerLensApi {
  /** The questions, practices and checks that are implemented, with their texts. */
  getLens(options?: ContainerLensRequestOptions): Promise<WireLens>;
  /** Scorecard of one entity; rejects with status 404 when the entity does not exist or may not be seen. */
  getScorecard(
    entityRef: EntityRefLike,
    options?: ContainerLensRequestOptions,
  ): Promise<EntityScorecard>;
  /** What changed when, newest first. */
  getHistory(
    entityRef: EntityRefLike,
    request?: HistoryRequest,
    options?: ContainerLensRequestOptions,
  ): Promise<ScorecardHistory>;
  /** Queues an assessment; resolves when it is queued, not when it is done. */
  refresh(entityRef: EntityRefLike, options?: ContainerLensRequestOptions): Promise<RefreshAnswer>;
  /** One page of the fleet with its facets. */
  getFleetEntities(
    query?: FleetQuery,
    options?: ContainerLensRequestOptions,
  ): Promise<FleetEntities>;
  /** What the form of a golden path offers, for one language: `node`. */
  getGoldenPathOptions(
    language: string,
    options?: ContainerLensRequestOptions,
  ): Promise<GoldenPathOptions>;
  /** Files and grade of what the form would create. Nothing is written anywhere. */
  previewGoldenPath(
    request: GoldenPathPreviewRequest,
    options?: ContainerLensRequestOptions,
  ): Promise<GoldenPathPreview>;
  /** Whether a Git host has a repository already; `repoUrl` is the value of a `RepoUrlPicker`. */
  getRepositoryState(
    repoUrl: string,
    options?: ContainerLensRequestOptions,
  ): Promise<RepositoryState>;
  /** What a retrofit of a repository would change, and how it scores now and after. Nothing is written anywhere. */
  previewRetrofit(
    request: RetrofitPreviewRequest,
    options?: ContainerLensRequestOptions,
  ): Promise<RetrofitPreview>;
}
