import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Check } from '@container-lens/engine';
import { OverlayLibrary } from '@container-lens/golden-path';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { parse as parseYaml } from 'yaml';
import { RepositoryNames } from './evidence/RepositoryNames';
import { RepositoryReader } from './evidence/RepositoryReader';
import { EntityRoutesOptions, addEntityRoutes } from './routes/entityRoutes';
import { addFleetRoutes } from './routes/fleetRoutes';
import { addGoldenPathRoutes } from './routes/goldenPathRoutes';
import { addRepositoryRoutes } from './routes/repositoryRoutes';
import { toWireLens } from './routes/toWireLens';

export interface RouterOptions extends EntityRoutesOptions {
  readonly checks: readonly Check[];
  readonly repositories: RepositoryReader;
  readonly names: RepositoryNames;
  readonly library: OverlayLibrary;
}

/** The API of the plugin, as `src/schema/openapi.yaml` describes it. */
export function createRouter(options: RouterOptions): Router {
  const { checks, config, httpAuth, queue, store } = options;
  const router = PromiseRouter();
  router.use(express.json({ limit: '64kb' }));

  const lens = toWireLens({ checks, organisation: config.organisation });
  router.get('/v1/lens', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    res.json(lens);
  });
  router.get('/v1/organisation', async (req, res) => {
    if (config.organisationAccess === 'signed-in') {
      await httpAuth.credentials(req, { allow: ['user', 'service'] });
    }
    res.json(config.organisation);
  });
  router.get('/v1/health', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    res.json({
      status: 'ok',
      checks: checks.length,
      queue: await queue.size(),
      entities: await store.countByStatus(),
    });
  });

  addEntityRoutes(router, options);
  addFleetRoutes(router, options);
  addGoldenPathRoutes(router, options);
  addRepositoryRoutes(router, options);

  const yaml = readOpenApi();
  const json = parseYaml(yaml);
  router.get('/v1/openapi.yaml', (_req, res) => {
    res.type('application/yaml').send(yaml);
  });
  router.get('/v1/openapi.json', (_req, res) => {
    res.json(json);
  });
  return router;
}

function readOpenApi(): string {
  return readFileSync(
    resolvePackagePath(
      '@container-lens/backstage-plugin-container-lens-backend',
      'src/schema/openapi.yaml',
    ),
    'utf8',
  );
}
