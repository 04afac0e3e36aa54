import {
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { EntityProvider, catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { AuthorizeResult, isPermission } from '@backstage/plugin-permission-common';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  containerLensRefreshPermission,
  containerLensScorecardReadPermission,
  fleetEntitiesSchema,
} from '@container-lens/backstage-plugin-container-lens-common';
import request from 'supertest';
import { InMemoryTrees } from '../__testUtils__/InMemoryTrees';
import { poll } from '../__testUtils__/poll';
import containerLensPlugin from '..';

jest.setTimeout(60_000);

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;

/**
 * Ada reads in the catalog what she owns; Bob reads all of it, but scorecards only of what is in production; Eve reads
 * no scorecards; nobody but Ada may refresh.
 */
const policy: PermissionPolicy = {
  async handle({ permission }, user) {
    const name = user?.info.userEntityRef;
    if (isPermission(permission, catalogEntityReadPermission)) {
      return name === 'user:default/ada'
        ? createCatalogConditionalDecision(
            permission,
            catalogConditions.isEntityOwner({ claims: [name] }),
          )
        : ALLOW;
    }
    if (isPermission(permission, containerLensScorecardReadPermission)) {
      if (name === 'user:default/eve') {
        return DENY;
      }
      return name === 'user:default/bob'
        ? createCatalogConditionalDecision(
            permission,
            catalogConditions.hasSpec({ key: 'lifecycle', value: 'production' }),
          )
        : ALLOW;
    }
    if (isPermission(permission, containerLensRefreshPermission)) {
      return name === 'user:default/ada' ? ALLOW : DENY;
    }
    return ALLOW;
  },
};

function component(name: string, owner: string, lifecycle: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        'backstage.io/managed-by-location': `url:https://git.example.com/acme/${name}/`,
        'backstage.io/managed-by-origin-location': `url:https://git.example.com/acme/${name}/`,
        'backstage.io/source-location': `url:https://git.example.com/acme/${name}/`,
      },
    },
    spec: { type: 'service', lifecycle, owner },
  };
}

const entities = [
  component('ada-live', 'user:ada', 'production'),
  component('ada-trial', 'user:ada', 'experimental'),
  component('bob-live', 'user:bob', 'production'),
];

const provider: EntityProvider = {
  getProviderName: () => 'test',
  connect: connection =>
    connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: 'test' })),
    }),
};

/**
 * Conditions are only answered to plugins that ask on behalf of a user. The tokens of the test backend do not say that
 * they come from a plugin, so this says it for them.
 */
const httpAuth = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }): HttpAuthService {
    const inner = mockServices.httpAuth({ pluginId: plugin.getId() });
    if (plugin.getId() === 'container-lens') {
      return inner;
    }
    const credentials = async (...args: Parameters<HttpAuthService['credentials']>) => {
      const found = await inner.credentials(...args);
      const principal = found.principal as BackstageUserPrincipal | BackstageServicePrincipal;
      return principal.type === 'user'
        ? mockCredentials.user(principal.userEntityRef, {
            actor: { subject: 'plugin:container-lens' },
          })
        : found;
    };
    return {
      credentials: credentials as HttpAuthService['credentials'],
      issueUserCookie: inner.issueUserCookie.bind(inner),
    };
  },
});

async function start() {
  const trees = InMemoryTrees.create();
  for (const { metadata } of entities) {
    trees.set(`https://git.example.com/acme/${metadata.name}/`, {
      etag: 'a'.repeat(40),
      files: { Dockerfile: 'FROM scratch\n' },
    });
  }
  const scheduler = mockServices.scheduler();
  const audited: string[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId, meta }) => {
      const note = (outcome: string) => async () => {
        audited.push(`${eventId} ${meta?.entityRef} ${outcome}`);
      };
      return { success: note('succeeded'), fail: note('failed') };
    },
  });
  const { server } = await startTestBackend({
    features: [
      containerLensPlugin,
      catalogPlugin,
      permissionPlugin,
      permissionsServiceFactory,
      httpAuth,
      createBackendModule({
        pluginId: 'permission',
        moduleId: 'test-policy',
        register: env =>
          env.registerInit({
            deps: { permission: policyExtensionPoint },
            init: async ({ permission }) => permission.setPolicy(policy),
          }),
      }),
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'test-provider',
        register: env =>
          env.registerInit({
            deps: { catalog: catalogProcessingExtensionPoint },
            init: async ({ catalog }) => catalog.addEntityProvider(provider),
          }),
      }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          containerLens: { source: { allowedHosts: ['git.example.com'] } },
        },
      }),
      mockServices.urlReader.mock({ readTree: trees.readTree }).factory,
      auditor.factory,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
    ],
  });
  const as = (user: string, method: 'get' | 'post', path: string) =>
    request(server)
      [method](`/api/container-lens/v1/${path}`)
      .set('Authorization', mockCredentials.user.header(`user:default/${user}`));
  const fleet = async (user: string) =>
    fleetEntitiesSchema.parse((await as(user, 'get', 'fleet/entities?orderBy=name')).body);
  await poll(
    async () => {
      await scheduler.triggerTask('container-lens-reconcile');
      return fleet('root');
    },
    ({ facets }) => facets.status.assessed === 3,
  );
  return { as, audited, fleet };
}

describe('EntityAccess with a real catalog, permission backend and conditional policy', () => {
  it('lists, counts, shows and refreshes what the caller may see, and nothing else', async () => {
    const { as, audited, fleet } = await start();
    const seen = async (user: string) => {
      const { items, totalItems, facets } = await fleet(user);
      expect(totalItems).toBe(items.length);
      expect(facets.status).toEqual(items.length > 0 ? { assessed: items.length } : {});
      return items.map(item => item.title);
    };
    await expect(seen('root')).resolves.toEqual(['ada-live', 'ada-trial', 'bob-live']);
    await expect(seen('ada')).resolves.toEqual(['ada-live', 'ada-trial']);
    await expect(seen('bob')).resolves.toEqual(['ada-live', 'bob-live']);
    await expect(seen('eve')).resolves.toEqual([]);
    expect((await fleet('ada')).facets.owner).toEqual({ 'user:default/ada': 2 });

    const scorecard = async (user: string, name: string) =>
      (await as(user, 'get', `entities/component/default/${name}/scorecard`)).status;
    const history = async (user: string, name: string) =>
      (await as(user, 'get', `entities/component/default/${name}/history`)).status;
    await expect(scorecard('ada', 'ada-live')).resolves.toBe(200);
    await expect(scorecard('ada', 'bob-live')).resolves.toBe(404);
    await expect(scorecard('bob', 'ada-trial')).resolves.toBe(403);
    await expect(scorecard('bob', 'bob-live')).resolves.toBe(200);
    await expect(scorecard('eve', 'bob-live')).resolves.toBe(403);
    await expect(history('ada', 'bob-live')).resolves.toBe(404);
    await expect(history('eve', 'bob-live')).resolves.toBe(403);

    const refresh = async (user: string, name: string) =>
      (await as(user, 'post', `entities/component/default/${name}/refresh`)).status;
    await expect(refresh('ada', 'ada-live')).resolves.toBe(202);
    await expect(refresh('ada', 'bob-live')).resolves.toBe(404);
    await expect(refresh('bob', 'bob-live')).resolves.toBe(403);
    expect(audited.filter(line => line.startsWith('scorecard-refresh'))).toEqual([
      'scorecard-refresh component:default/ada-live succeeded',
      'scorecard-refresh component:default/bob-live failed',
      'scorecard-refresh component:default/bob-live failed',
    ]);
  });
});
