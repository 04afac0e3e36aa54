import {
  BackendFeature,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  EvidenceSource,
  containerLensChecksExtensionPoint,
  containerLensEvidenceExtensionPoint,
} from '@container-lens/backstage-plugin-container-lens-node';
import { allChecks, defineCheck, repositoryFromFiles } from '@container-lens/engine';
import request from 'supertest';
import { poll } from '../__testUtils__/poll';
import containerLensPlugin from '..';
import { addChecks } from './addChecks';

jest.setTimeout(30_000);

const [own] = allChecks;
const url = 'https://git.example.com/acme/orders/';

const archive: EvidenceSource = {
  id: 'archive',
  supports: subject => subject.sourceUrl === url,
  collect: async () => ({
    status: 'collected',
    evidence: { repository: repositoryFromFiles({ files: { Dockerfile: 'FROM scratch\n' } }) },
  }),
};

function moduleWith(options: { checks?: string[]; sources?: EvidenceSource[] }): BackendFeature {
  return createBackendModule({
    pluginId: 'container-lens',
    moduleId: 'more',
    register(env) {
      env.registerInit({
        deps: {
          checks: containerLensChecksExtensionPoint,
          evidence: containerLensEvidenceExtensionPoint,
        },
        async init({ checks, evidence }) {
          evidence.addEvidenceSources(...(options.sources ?? []));
          checks.addChecks(
            ...(options.checks ?? []).map(id =>
              defineCheck({
                id,
                needs: {},
                judge: () => [
                  { unit: 'all', judgement: { verdict: 'pass', reason: 'Fine.', evidence: [] } },
                ],
              }),
            ),
          );
        },
      });
    },
  });
}

const start = (module: BackendFeature) =>
  startTestBackend({
    features: [
      containerLensPlugin,
      module,
      mockServices.rootConfig.factory({
        data: {
          containerLens: {
            schedule: { reconcile: { seconds: 1 } },
            source: { allowedHosts: ['git.example.com'] },
          },
        },
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () =>
          catalogServiceMock({
            entities: [
              {
                apiVersion: 'backstage.io/v1alpha1',
                kind: 'Component',
                metadata: {
                  name: 'orders',
                  annotations: { 'backstage.io/source-location': `url:${url}` },
                },
                spec: { type: 'service' },
              },
            ],
          }),
      }),
    ],
  });

describe('modules', () => {
  it('add evidence sources', async () => {
    const { server } = await start(moduleWith({ sources: [archive] }));
    const { body } = await poll(
      () =>
        request(server).get('/api/container-lens/v1/entities/component/default/orders/scorecard'),
      answer => answer.body.status === 'assessed',
    );
    expect(body.scorecard.results).toContainEqual(
      expect.objectContaining({
        check: 'cost-dockerfile-copy-over-add',
        verdict: 'not-applicable',
      }),
    );
  });

  it('add checks of the catalogue that the engine does not bring', () => {
    const checks = allChecks.filter(check => check !== own);
    addChecks(checks, [own!]);
    expect(checks).toHaveLength(allChecks.length);
    expect(() => addChecks(checks, [own!])).toThrow(/checks cannot be replaced/);
  });

  it.each([
    [
      'a check that no catalogue knows',
      { checks: ['sec-made-up'] },
      /"sec-made-up" is not in the catalogue of the lens \(version .*\).*: give it the id/,
    ],
    [
      'a check that the engine brings',
      { checks: [own!.id] },
      /is there already: checks cannot be replaced/,
    ],
    [
      'an evidence source twice',
      { sources: [archive, archive] },
      /"archive" is there already: give the one of your module another id/,
    ],
    [
      'the id of the built-in source',
      { sources: [{ ...archive, id: 'url-reader' }] },
      /"url-reader" is there already/,
    ],
  ])('cannot add %s: the backend does not start', async (_, added, message) => {
    await expect(start(moduleWith(added))).rejects.toThrow(message);
  });
});
