import { createApp } from '@backstage/frontend-defaults';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import containerLensPlugin from '@container-lens/backstage-plugin-container-lens';
import { homeModule } from './home/homeModule';
import { navModule } from './nav/navModule';

/** The portal. Everything that is part of it stands here, so that a build without discovery is the same portal. */
export const app = createApp({
  features: [
    catalogPlugin,
    catalogGraphPlugin,
    orgPlugin,
    scaffolderPlugin,
    searchPlugin,
    userSettingsPlugin,
    containerLensPlugin,
    homeModule,
    navModule,
  ],
});
