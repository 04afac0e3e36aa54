import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint, catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { readGoldenPathConfig } from './config';
import { PushRefresher } from './push/PushRefresher';
import { TemplateProvider } from './templates/TemplateProvider';

/**
 * Shows the packaged golden paths in the catalog and refreshes entities after a push to the embedded forge.
 *
 * @public
 */
export const catalogModuleContainerLens = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'container-lens',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
      },
      async init({ auth, catalog, config, events, logger, processing }) {
        processing.addEntityProvider(
          TemplateProvider.create({ config: readGoldenPathConfig(config) }),
          PushRefresher.create({ auth, catalog, events, logger }),
        );
      },
    });
  },
});
