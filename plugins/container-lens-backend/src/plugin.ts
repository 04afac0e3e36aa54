import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { containerLensPermissions } from '@container-lens/backstage-plugin-container-lens-common';
import {
  EvidenceSource,
  RemoteOverlays,
  containerLensChecksExtensionPoint,
  containerLensEvidenceExtensionPoint,
} from '@container-lens/backstage-plugin-container-lens-node';
import { Check, allChecks } from '@container-lens/engine';
import { OverlayLibrary } from '@container-lens/golden-path';
import { EntityAccess } from './access/EntityAccess';
import { AssessmentWorker } from './assessment/AssessmentWorker';
import { Assessor } from './assessment/Assessor';
import { Reconciler } from './assessment/Reconciler';
import { fingerprintJudge } from './assessment/fingerprintJudge';
import { queueOutdated } from './assessment/queueOutdated';
import { scheduleReconciliation } from './assessment/scheduleReconciliation';
import { subscribeToPushes } from './assessment/subscribeToPushes';
import { readContainerLensConfig } from './config';
import { RepositoryNames } from './evidence/RepositoryNames';
import { RepositoryReader } from './evidence/RepositoryReader';
import { UrlReaderEvidenceSource } from './evidence/UrlReaderEvidenceSource';
import { addChecks } from './extensions/addChecks';
import { addEvidenceSources } from './extensions/addEvidenceSources';
import { createRouter } from './router';
import { DatabaseScorecardStore } from './store/DatabaseScorecardStore';
import { DatabaseWorkQueue } from './store/DatabaseWorkQueue';
import { migrateDatabase } from './store/migrateDatabase';
import { CatalogSubjects } from './subjects/CatalogSubjects';

/**
 * Assesses catalog entities against the Container Build Lens and serves their scorecards.
 *
 * @public
 */
export const containerLensPlugin = createBackendPlugin({
  pluginId: 'container-lens',
  register(env) {
    const sources: EvidenceSource[] = [];
    const checks: Check[] = [...allChecks];
    env.registerExtensionPoint(containerLensEvidenceExtensionPoint, {
      addEvidenceSources: (...added) => addEvidenceSources(sources, added),
    });
    env.registerExtensionPoint(containerLensChecksExtensionPoint, {
      addChecks: (...added) => addChecks(checks, added),
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const { auditor, events, httpAuth, lifecycle, logger, scheduler } = deps;
        const config = readContainerLensConfig(deps.rootConfig);
        const integrations = ScmIntegrations.fromConfig(deps.rootConfig);
        const knex = await deps.database.getClient();
        if (!deps.database.migrations?.skip) {
          await migrateDatabase(knex);
        }
        const store = DatabaseScorecardStore.create({ knex });
        const queue = DatabaseWorkQueue.create({ knex });
        const allSources = [
          ...sources,
          UrlReaderEvidenceSource.create({ urlReader: deps.urlReader }),
        ];
        const judge = fingerprintJudge({
          organisation: config.organisation,
          checks,
          sources: allSources,
        });
        const assessor = Assessor.create({
          config,
          store,
          integrations,
          logger,
          sources: allSources,
          checks,
          judge,
        });
        const worker = AssessmentWorker.create({ assessor, config, logger, queue, store });
        const onQueued = () => worker.wake();
        const subjects = CatalogSubjects.create({
          auth: deps.auth,
          catalog: deps.catalog,
          config,
          integrations,
        });
        const reconciler = Reconciler.create({ config, logger, queue, store, subjects, onQueued });
        const expectNews = () => reconciler.expectNews();
        const access = EntityAccess.create({
          catalog: deps.catalog,
          config,
          permissions: deps.permissions,
        });

        const remote = RemoteOverlays.create({ urlReader: deps.urlReader, logger });
        const library = OverlayLibrary.create({
          overlayPaths: config.goldenPath.overlayPaths,
          fetch: url => remote.fetch(url),
        });

        deps.permissionsRegistry.addPermissions(containerLensPermissions);
        deps.httpRouter.use(
          createRouter({
            access,
            auditor,
            checks,
            config,
            httpAuth,
            library,
            queue,
            repositories: RepositoryReader.create({ urlReader: deps.urlReader, integrations }),
            names: RepositoryNames.create({ integrations }),
            store,
            onQueued,
            onLook: expectNews,
          }),
        );
        if (config.organisationAccess === 'public') {
          deps.httpRouter.addAuthPolicy({ path: '/v1/organisation', allow: 'unauthenticated' });
        }
        await scheduleReconciliation({ config, reconciler, scheduler });
        lifecycle.addStartupHook(async () => {
          await subscribeToPushes({ events, logger, queue, store, onQueued, onPush: expectNews });
          worker.start();
          await queueOutdated({ judge, logger, queue, store });
          worker.wake();
        });
        lifecycle.addShutdownHook(() => worker.stop());
      },
    });
  },
});
