import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { assess, repositoryFromFiles } from '@container-lens/engine';
import { scorecardSchema } from '@container-lens/backstage-plugin-container-lens-common';
import fc from 'fast-check';
import { createLinkToLine, toWireScorecard } from './linkFindings';

const forge = 'http://localhost:7007/api/local-forge';
const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [{ host: 'github.com' }],
      gitlab: [{ host: 'gitlab.com' }],
      gitea: [{ host: 'localhost:7007', baseUrl: forge }],
    },
  }),
);

describe('createLinkToLine', () => {
  it.each([
    [
      `${forge}/acme/orders/src/branch/main/`,
      'chart/templates/deployment.yaml',
      12,
      `${forge}/acme/orders/src/branch/main/chart/templates/deployment.yaml#L12`,
    ],
    [
      `${forge}/acme/orders/src/branch/main/svc/`,
      'Dockerfile',
      3,
      `${forge}/acme/orders/src/branch/main/svc/Dockerfile#L3`,
    ],
    [
      'https://github.com/acme/orders/tree/main/',
      'Dockerfile',
      undefined,
      'https://github.com/acme/orders/blob/main/Dockerfile',
    ],
    [
      'https://github.com/acme/orders/',
      'a b/#1?.yaml',
      1,
      'https://github.com/acme/orders/blob/HEAD/a%20b/%231%3F.yaml#L1',
    ],
    [
      'https://gitlab.com/acme/orders/-/tree/main/',
      'Dockerfile',
      7,
      'https://gitlab.com/acme/orders/-/blob/main/Dockerfile#L7',
    ],
  ])('%s + %s:%s', (sourceUrl, path, line, link) => {
    expect(createLinkToLine({ sourceUrl, integrations })(path, line)).toBe(link);
  });

  const commit = '0123456789abcdef0123456789abcdef01234567';
  it.each([
    [
      `${forge}/acme/orders/src/branch/main/svc/`,
      `${forge}/acme/orders/src/commit/${commit}/svc/a#L3`,
    ],
    [`${forge}/acme/orders/src/tag/v1/`, `${forge}/acme/orders/src/commit/${commit}/a#L3`],
    [`${forge}/acme/orders/`, `${forge}/acme/orders/src/commit/${commit}/a#L3`],
    [`${forge}/acme/src/src/branch/src/src/`, `${forge}/acme/src/src/commit/${commit}/src/a#L3`],
    [`${forge}/acme/orders/wiki/`, `${forge}/acme/orders/wiki/a#L3`],
    [
      'https://github.com/acme/orders/tree/main/',
      `https://github.com/acme/orders/blob/${commit}/a#L3`,
    ],
    [
      'https://github.com/acme/orders/tree/main/svc/',
      `https://github.com/acme/orders/blob/${commit}/svc/a#L3`,
    ],
    ['https://github.com/acme/tree/', `https://github.com/acme/tree/blob/${commit}/a#L3`],
    [
      'https://gitlab.com/acme/shop/orders/-/tree/main/svc/',
      `https://gitlab.com/acme/shop/orders/-/blob/${commit}/svc/a#L3`,
    ],
    [
      'https://bitbucket.org/acme/orders/src/main/',
      'https://bitbucket.org/acme/orders/src/main/a#lines-3',
    ],
    [
      'https://git.example.com/acme/orders/src/branch/main/',
      'https://git.example.com/acme/orders/src/branch/main/a#L3',
    ],
  ])('%s links to the commit where it can', (sourceUrl, link) => {
    expect(createLinkToLine({ sourceUrl, commit, integrations })('a', 3)).toBe(link);
  });

  it.each(['abc', 'v1/../../..', `${commit}0`, ''])('stays at the branch for %p', other => {
    const sourceUrl = `${forge}/acme/orders/src/branch/main/`;
    expect(createLinkToLine({ sourceUrl, commit: other, integrations })('a')).toBe(`${sourceUrl}a`);
  });

  it.each(['../../../secret', '/etc/passwd', 'a//b', './a', ''])('has none for %s', path => {
    const link = createLinkToLine({
      sourceUrl: `${forge}/acme/orders/src/branch/main/`,
      integrations,
    });
    expect(link(path)).toBeUndefined();
  });

  it('stays below the folder of the source, whatever a repository calls its files', () => {
    const sourceUrl = `${forge}/acme/orders/src/branch/main/`;
    const link = createLinkToLine({ sourceUrl, integrations });
    expect(link(['javascript', 'alert(1)'].join(':'))).toBe(`${sourceUrl}javascript%3Aalert(1)`);
    expect(link('https:/evil.test')).toBe(`${sourceUrl}https%3A/evil.test`);
    fc.assert(
      fc.property(fc.string(), path => {
        expect((link(path) ?? sourceUrl).startsWith(sourceUrl)).toBe(true);
      }),
    );
  });
});

describe('toWireScorecard', () => {
  it('is what the wire schema says, with a link at every place', async () => {
    const scorecard = await assess({
      subject: { name: 'orders' },
      evidence: {
        repository: repositoryFromFiles({ files: { Dockerfile: 'FROM node:latest\nUSER root\n' } }),
      },
    });
    const link = createLinkToLine({
      sourceUrl: 'https://github.com/acme/orders/tree/main/',
      integrations,
    });
    const wire = toWireScorecard(scorecard, link);
    expect(scorecardSchema.parse(JSON.parse(JSON.stringify(wire)))).toEqual(
      JSON.parse(JSON.stringify(wire)),
    );
    const places = wire.results
      .flatMap(result => result.units.flatMap(unit => [...unit.findings, ...unit.evidence]))
      .filter(finding => finding.path !== undefined);
    for (const place of places) {
      expect(place.url).toContain(`https://github.com/acme/orders/blob/main/${place.path}`);
    }
  });
});
