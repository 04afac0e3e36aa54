import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { AccessPolicy } from './access/AccessPolicy';
import { ForgeToken } from './access/ForgeToken';
import { isLoopbackHost } from './access/isLoopbackHost';
import { readForgeConfig } from './config';
import { Git } from './git/Git';
import { requireGitVersion } from './git/requireGitVersion';
import { RepositoryLocks } from './repositories/RepositoryLocks';
import { RepositoryStore } from './repositories/RepositoryStore';
import { resolveDataDir } from './repositories/resolveDataDir';
import { createRouter } from './router';

/**
 * The embedded Git host of the quick start. Serves nothing unless `localForge.enabled` is true.
 *
 * @public
 */
export const localForgePlugin = createBackendPlugin({
  pluginId: 'local-forge',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ config, discovery, events, httpRouter, lifecycle, logger }) {
        const settings = readForgeConfig(config);
        if (!settings.enabled) {
          logger.info('The embedded forge is off. Turn it on with localForge.enabled: true.');
          return;
        }
        const baseUrl = await discovery.getExternalBaseUrl('local-forge');
        const { host, hostname } = new URL(baseUrl);
        if (!isLoopbackHost(hostname)) {
          logger.warn(
            `The embedded forge is on, and backend.baseUrl (${hostname}) is not this machine alone. ` +
              'It has one token for everyone and is not a Git host for an organisation: use Gitea or Forgejo, ' +
              'or set localForge.enabled: false.',
          );
        }

        const dataDir = resolveDataDir({
          dataDir: settings.dataDir,
          workingDir: process.cwd(),
        });
        const homeDir = path.join(dataDir, 'home');
        await mkdir(dataDir, { recursive: true, mode: 0o700 });
        await mkdir(homeDir, { recursive: true, mode: 0o700 });
        const token = await ForgeToken.readOrCreate(dataDir);
        const git = Git.create(homeDir);
        lifecycle.addShutdownHook(async () => await git.close());
        const { version, canMerge } = await requireGitVersion(git);
        const locks = RepositoryLocks.create();
        const store = await RepositoryStore.create({ dataDir, git, locks });
        const access = AccessPolicy.create({
          token,
          readAccess: settings.readAccess,
          ownHosts: [host],
        });

        // Git clients cannot send a Backstage token: the access policy of the forge decides.
        httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        httpRouter.use(
          createRouter({
            access,
            git,
            canMerge,
            store,
            locks,
            events,
            logger,
            baseUrl,
            maxRepositoryBytes: settings.maxRepositoryBytes,
          }),
        );
        logger.info(`The embedded forge stores repositories in ${dataDir} with git ${version}.`);
      },
    });
  },
});
