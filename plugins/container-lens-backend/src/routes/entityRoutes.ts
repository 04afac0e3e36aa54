import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  EntityScorecard,
  RefreshAnswer,
  containerLensRefreshPermission,
  containerLensScorecardReadPermission,
} from '@container-lens/backstage-plugin-container-lens-common';
import { Request, Router } from 'express';
import { EntityAccess } from '../access/EntityAccess';
import { ContainerLensConfig } from '../config';
import { ScorecardStore } from '../store/ScorecardStore';
import { WorkQueue } from '../store/WorkQueue';
import { entityRefOf, historyQuerySchema, parse } from './parse';

export interface EntityRoutesOptions {
  readonly access: EntityAccess;
  readonly auditor: AuditorService;
  readonly config: ContainerLensConfig;
  readonly httpAuth: HttpAuthService;
  readonly queue: WorkQueue;
  readonly store: ScorecardStore;
  /** Called after work was queued. */
  readonly onQueued: () => void;
  /** Called when somebody looks at scorecards. */
  readonly onLook: () => void;
}

/** Scorecard, history and refresh of one entity. */
export function addEntityRoutes(router: Router, options: EntityRoutesOptions): void {
  const { access, auditor, config, httpAuth, queue, store, onQueued, onLook } = options;
  const path = '/v1/entities/:kind/:namespace/:name';

  const requireRead = async (req: Request): Promise<{ entityRef: string; entity: Entity }> => {
    const entityRef = entityRefOf(req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user', 'service'] });
    const entity = await access.require({
      entityRef,
      permissions: [containerLensScorecardReadPermission],
      credentials,
    });
    return { entityRef, entity };
  };

  router.get(`${path}/scorecard`, async (req, res) => {
    const { entityRef, entity } = await requireRead(req);
    onLook();
    const now = Date.now();
    const stored = await store.getScorecard(entityRef);
    const answer: EntityScorecard = stored
      ? {
          ...stored,
          stale:
            stored.scorecard !== undefined &&
            (stored.status === 'failed' ||
              Date.parse(stored.verifiedAt ?? '') < now - config.freshness),
          refreshing: await queue.isPending(entityRef, now),
        }
      : unseen(entity, config);
    res.json(answer);
  });

  router.get(`${path}/history`, async (req, res) => {
    const { entityRef } = await requireRead(req);
    const { cursor, limit } = parse(historyQuerySchema, req.query);
    res.json(await store.getHistory({ entityRef, cursor, limit }));
  });

  router.post(`${path}/refresh`, async (req, res) => {
    const entityRef = entityRefOf(req.params);
    const event = await auditor.createEvent({
      eventId: 'scorecard-refresh',
      severityLevel: 'low',
      request: req,
      meta: { entityRef },
    });
    try {
      const credentials = await httpAuth.credentials(req, { allow: ['user', 'service'] });
      await access.require({
        entityRef,
        permissions: [containerLensScorecardReadPermission, containerLensRefreshPermission],
        credentials,
      });
      const now = Date.now();
      await requireAssessable(entityRef, store);
      await queue.add({ entityRefs: [entityRef], reason: 'refresh', now });
      onQueued();
      const answer: RefreshAnswer = { entityRef, requestedAt: new Date(now).toISOString() };
      res.status(202).json(answer);
      await event.success();
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  });
}

/** The catalog knows the entity, but it has not been taken in yet, or it is not among those that are judged. */
function unseen(entity: Entity, config: ContainerLensConfig): EntityScorecard {
  const { kinds, types } = config.entities;
  const among = (values: readonly string[], value: unknown) =>
    values.some(one => one.toLocaleLowerCase('en-US') === String(value).toLocaleLowerCase('en-US'));
  const judged =
    among(kinds, entity.kind) && (types.length === 0 || among(types, entity.spec?.type));
  return {
    entityRef: stringifyEntityRef(entity),
    stale: false,
    example: false,
    ...(judged
      ? { status: 'pending', refreshing: true }
      : {
          status: 'not-assessable',
          refreshing: false,
          message:
            'Entities of this kind and type are not judged here; containerLens.entities in the app-config says which are.',
        }),
  };
}

async function requireAssessable(entityRef: string, store: ScorecardStore): Promise<void> {
  const stored = await store.getScorecard(entityRef);
  if (!stored) {
    throw new NotFoundError(`"${entityRef}" is not among the entities that are judged (yet)`);
  }
  if (stored.status === 'not-assessable') {
    throw new InputError(`"${entityRef}" cannot be judged. ${stored.message ?? ''}`.trim());
  }
}
