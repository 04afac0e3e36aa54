import { Entity } from '@backstage/catalog-model';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ContainerLensApi } from '@container-lens/backstage-plugin-container-lens-common';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { fixtureApi } from '../fixtures/fixtureApi';
import { containerLensPlugin } from '../plugin';

/** The entity that the pages under test belong to. */
export const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'billing' },
  spec: { type: 'service', lifecycle: 'production', owner: 'group:default/payments' },
};

/** Renders one extension of the plugin on the page of an entity, with an API that answers from the fixtures. */
export function renderEntityPage(
  extension: 'entity-card:container-lens/scorecard' | 'entity-content:container-lens',
  options: {
    readonly api?: Partial<ContainerLensApi>;
    readonly entity?: Entity;
    readonly mayRefresh?: boolean;
    readonly path?: string;
  } = {},
) {
  const { mayRefresh = true } = options;
  return renderTestApp({
    initialRouteEntries: [options.path ?? '/'],
    extensions: [
      createTestEntityPage({ entity: options.entity ?? entity }),
      containerLensPlugin.getExtension(extension),
    ],
    apis: [
      [containerLensApiRef, fixtureApi(options.api)],
      mockApis.permission({
        authorize: mayRefresh ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      }),
    ],
  });
}
