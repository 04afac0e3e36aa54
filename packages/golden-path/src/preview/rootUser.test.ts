import { assess, repositoryFromFiles } from '@container-lens/engine';
import { exampleOrganisation } from '../config/exampleOrganisation';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { renderAndAssess } from './previewGoldenPath';

jest.setTimeout(60_000);

describe('a golden service whose team turns it into a root container', () => {
  it('falls to C or lower with a high risk in security, and says where', async () => {
    const { files } = await renderAndAssess({
      config: goldenPathConfigSchema.parse({}),
      request: { language: 'node', name: 'orders', owner: 'group:default/team-a' },
    });
    const edited = new Map(files.map(file => [file.path, file.content.toString('utf8')]));
    edited.set('Dockerfile', `${edited.get('Dockerfile')}USER root\n`);
    const deployment = 'chart/templates/deployment.yaml';
    edited.set(
      deployment,
      (edited.get(deployment) ?? '').replace(/^ *runAs(NonRoot|User): .*\n/gm, ''),
    );
    const scorecard = await assess({
      subject: { name: 'orders' },
      evidence: { repository: repositoryFromFiles({ files: edited }) },
      organisation: exampleOrganisation,
      now: new Date('2026-11-22T00:00:00Z'),
    });
    expect(['C', 'D', 'F']).toContain(scorecard.score.grade);
    const security = scorecard.pillars.find(({ id }) => id === 'SEC');
    expect(security?.highRisks).toBeGreaterThan(0);
    const user = scorecard.results.find(({ check }) => check === 'sec-image-user-non-root');
    const lines = edited.get('Dockerfile')?.trimEnd().split('\n').length;
    expect(user).toMatchObject({
      verdict: 'fail',
      units: [{ findings: [{ path: 'Dockerfile', line: lines }] }],
    });
  });
});
