import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  createTemplateGlobalFunction,
  scaffolderTemplatingExtensionPoint,
} from '@backstage/plugin-scaffolder-node/alpha';
import { RemoteOverlays } from '@container-lens/backstage-plugin-container-lens-node';
import { OverlayLibrary } from '@container-lens/golden-path';
import { createCheckRepositoryAction } from './actions/checkRepository';
import { createConvertCopilotAction } from './actions/convertCopilot';
import { createEnsurePipelineRolesAction } from './actions/ensurePipelineRoles';
import { createEnsureRepositoryAction } from './actions/ensureRepository';
import { createEnsureSecretsAction } from './actions/ensureSecrets';
import { createEnsureStackAction } from './actions/ensureStack';
import { createProposeChangeAction } from './actions/proposeChange';
import { createLeaveCopilotAction } from './actions/leaveCopilot';
import { createPatchDockerfileAction } from './actions/patchDockerfile';
import { createReadServiceAction } from './actions/readService';
import { createRecordAuditAction } from './actions/recordAudit';
import { createRenderSkeletonAction } from './actions/renderSkeleton';
import { createResolveValuesAction } from './actions/resolveValues';
import { createResolveImageAction } from './actions/resolveImage';
import { createRetrofitServiceAction } from './actions/retrofitService';
import { createUndoAction } from './actions/undo';
import { createValidateAction } from './actions/validate';
import { DatabaseAuditStore } from './audit/auditStore';
import { DefaultAwsClients } from './aws/awsClients';
import { readAuthorization } from './aws/ecr/readAuthorization';
import { RepositoryUndo } from './aws/ecr/repositoryUndo';
import { SecretsUndo } from './aws/secrets/secretsUndo';
import { StackUndo } from './aws/stacks/stackUndo';
import { readSettings } from './config';
import { migrateDatabase } from './database/migrateDatabase';
import { createGoldenPathGlobal } from './globals/goldenPathGlobal';
import { createScmTypeGlobal } from './globals/scmTypeGlobal';
import { createAllowedRegistries } from './registry/allowedRegistries';
import { CachedImageResolver } from './registry/CachedImageResolver';
import { DefaultImageResolver } from './registry/ImageResolver';
import { ProposalUndo } from './repository/proposalUndo';
import { readUndoKey } from './undo/readUndoKey';
import { DefaultUndoTokens } from './undo/undoTokens';

/** Between two looks at a stack: changes take a minute or more, and the API has a rate limit. */
const stackPollMs = 5_000;

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
        database: coreServices.database,
        logger: coreServices.logger,
        urlReader: coreServices.urlReader,
      },
      async init({ actions, templating, config, database, logger, urlReader }) {
        const { goldenPath, organisation, author } = readSettings(config);
        const integrations = ScmIntegrations.fromConfig(config);
        const scmType = createScmTypeGlobal(integrations);
        const remote = RemoteOverlays.create({ urlReader, logger });
        const library = OverlayLibrary.create({
          overlayPaths: goldenPath.overlayPaths,
          fetch: url => remote.fetch(url),
        });
        const knex = await database.getClient();
        if (!database.migrations?.skip) await migrateDatabase(knex);
        const tokens = DefaultUndoTokens.create({ key: await readUndoKey(knex) });
        const aws = DefaultAwsClients.create({
          credentials: DefaultAwsCredentialsManager.fromConfig(config),
        });
        const { registry, parentImages } = goldenPath;
        const resolver = CachedImageResolver.create({
          inner: DefaultImageResolver.create({
            isAllowed: createAllowedRegistries({ config, parentImages }),
            ecrAuthorization: place => readAuthorization(aws, place),
          }),
        });
        actions.addActions(
          createResolveValuesAction({ goldenPath, scmType, library }),
          createRenderSkeletonAction({ library }),
          createValidateAction({ organisation }),
          createReadServiceAction({ integrations, organisation }),
          createRetrofitServiceAction({ goldenPath, library, organisation }),
          createPatchDockerfileAction({ organisation }),
          createEnsureRepositoryAction({ aws, tokens, registry }),
          createCheckRepositoryAction({ aws, registry }),
          createEnsureSecretsAction({ aws, tokens, places: goldenPath }),
          createEnsureStackAction({ aws, tokens, registry, pollMs: stackPollMs }),
          createEnsurePipelineRolesAction({
            aws,
            tokens,
            library,
            goldenPath,
            integrations,
            pollMs: stackPollMs,
          }),
          createResolveImageAction({ resolver, parentImages }),
          createConvertCopilotAction(),
          createLeaveCopilotAction({ goldenPath, library, organisation }),
          createProposeChangeAction({ integrations, tokens, author }),
          createRecordAuditAction({ store: DatabaseAuditStore.create({ knex }) }),
          createUndoAction({
            tokens,
            handlers: [
              RepositoryUndo.create({ aws }),
              SecretsUndo.create({ aws }),
              StackUndo.create({ aws, pollMs: stackPollMs }),
              ProposalUndo.create({ integrations }),
            ],
          }),
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
