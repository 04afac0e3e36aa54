import { Entity } from '@backstage/catalog-model';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  PageBlueprint,
  createFrontendModule,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import plugin, { containerLensApiRef } from '../src';
import { fixtureApi } from '../src/fixtures/fixtureApi';
import { fleetFixture } from '../src/fixtures/fleetFixture';
import { FormFieldsPage } from './FormFieldsPage';

const entities: Entity[] = fleetFixture.map(({ title, owner, entityRef }) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: entityRef.split('/')[1]!, title, description: 'A service of the fixtures.' },
  spec: { type: 'service', lifecycle: 'production', owner: owner ?? 'unknown' },
}));

const fixtures = createFrontendModule({
  pluginId: 'container-lens',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({ api: containerLensApiRef, deps: {}, factory: () => fixtureApi() }),
    }),
  ],
});

const catalogFixtures = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({ api: catalogApiRef, deps: {}, factory: () => catalogApiMock({ entities }) }),
    }),
  ],
});

const formFields = createFrontendPlugin({
  pluginId: 'form-fields',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/form-fields',
        title: 'Form fields',
        icon: <span />,
        loader: async () => <FormFieldsPage />,
      },
    }),
  ],
});

createDevApp({ features: [catalogPlugin, catalogFixtures, plugin, fixtures, formFields] });
