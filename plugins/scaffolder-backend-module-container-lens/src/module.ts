import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  createTemplateGlobalFunction,
  scaffolderTemplatingExtensionPoint,
} from '@backstage/plugin-scaffolder-node/alpha';
import { OverlayLibrary } from '@container-lens/golden-path';
import { createRenderSkeletonAction } from './actions/renderSkeleton';
import { createResolveValuesAction } from './actions/resolveValues';
import { createValidateAction } from './actions/validate';
import { readSettings } from './config';
import { createGoldenPathGlobal } from './globals/goldenPathGlobal';
import { createScmTypeGlobal } from './globals/scmTypeGlobal';

/**
 * Adds the actions and template globals of the golden paths to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleContainerLens = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'container-lens',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        templating: scaffolderTemplatingExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ actions, templating, config }) {
        const { goldenPath, organisation } = readSettings(config);
        const scmType = createScmTypeGlobal(ScmIntegrations.fromConfig(config));
        const library = OverlayLibrary.create({ overlayPaths: goldenPath.overlayPaths });
        actions.addActions(
          createResolveValuesAction({ goldenPath, scmType }),
          createRenderSkeletonAction({ library }),
          createValidateAction({ organisation }),
        );
        templating.addTemplateGlobals([
          createTemplateGlobalFunction({
            id: 'goldenPath',
            description: 'Reads one value of the configuration containerLens.goldenPath.',
            examples: [{ example: '${{ goldenPath("updateBot") }}' }],
            fn: createGoldenPathGlobal(goldenPath),
          }),
          createTemplateGlobalFunction({
            id: 'scmType',
            description:
              'Names the kind of Git host behind the value of a RepositoryPicker or RepoUrlPicker.',
            examples: [{ example: '${{ scmType(parameters.repoUrl) == "gitea" }}' }],
            fn: scmType,
          }),
        ]);
      },
    });
  },
});
