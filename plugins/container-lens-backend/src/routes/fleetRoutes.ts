import { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  FleetEntities,
  fleetQuerySchema,
} from '@container-lens/backstage-plugin-container-lens-common';
import { Router } from 'express';
import { EntityAccess } from '../access/EntityAccess';
import { ContainerLensConfig } from '../config';
import { ScorecardStore } from '../store/ScorecardStore';
import { parse } from './parse';

export interface FleetRoutesOptions {
  readonly access: EntityAccess;
  readonly config: ContainerLensConfig;
  readonly httpAuth: HttpAuthService;
  readonly store: ScorecardStore;
  /** Called when somebody looks at scorecards. */
  readonly onLook: () => void;
}

/** Lists over all entities the caller may see. */
export function addFleetRoutes(router: Router, options: FleetRoutesOptions): void {
  const { access, config, httpAuth, store, onLook } = options;

  router.get('/v1/fleet/entities', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user', 'service'] });
    const query = parse(fleetQuerySchema, req.query);
    onLook();
    const now = Date.now();
    const answer: FleetEntities = {
      ...(await store.queryFleet({
        query,
        visibility: await access.visibleEntities(credentials),
        freshAfter: now - config.freshness,
      })),
      generatedAt: new Date(now).toISOString(),
    };
    res.json(answer);
  });
}
