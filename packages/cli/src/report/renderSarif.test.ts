import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  assess,
  defineCheck,
  Finding,
  Judgement,
  repositoryFromFiles,
  Scorecard,
} from '@container-lens/engine';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { renderSarif } from './renderSarif';

function createValidator() {
  const folder = dirname(require.resolve('@microsoft/jest-sarif'));
  const text = readFileSync(join(folder, 'schemas/sarif-2.1.0-rtm.5.json'), 'utf8');
  // The schema says draft 4, whose spelling of its own id is all that differs from what is used here.
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(text);
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  return ajv.compile(schema);
}

const validate = createValidator();

function findErrors(log: unknown) {
  validate(log);
  return validate.errors ?? [];
}

function problem(verdict: 'fail' | 'warn', ...findings: [Finding, ...Finding[]]): Judgement {
  return { verdict, reason: 'It is wrong.', findings };
}

async function scorecard(
  judgements: Record<string, Judgement>,
  waived?: string,
): Promise<Scorecard> {
  return assess({
    subject: { name: 'orders & co' },
    evidence: { repository: repositoryFromFiles({ files: {} }) },
    now: new Date('2026-11-22T00:00:00Z'),
    waivers: waived
      ? [{ check: waived, reason: 'Known', approver: 'user:default/ada', expiresAt: '2026-12-24' }]
      : [],
    checks: Object.entries(judgements).map(([id, judgement]) =>
      defineCheck({ id, needs: {}, judge: () => [{ unit: 'api/Dockerfile', judgement }] }),
    ),
  });
}

const sample = () =>
  scorecard(
    {
      'sec-image-user-non-root': problem('fail', {
        message: 'USER root',
        path: 'api/my Dockerfile',
        line: 7,
      }),
      'sec-image-no-secret-files': problem('fail', { message: 'COPY . . includes .env' }),
      'ops-build-multi-stage': problem('warn', { message: 'One stage', path: 'api/Dockerfile' }),
      'cost-layer-no-recommends': problem('warn', { message: 'apt-get', path: 'Dockerfile' }),
      'cost-signal-pid1': problem('fail', { message: 'npm start', path: 'Dockerfile', line: 9 }),
      'rel-health-check-defined': {
        verdict: 'unknown',
        code: 'unparseable',
        reason: 'The chart could not be rendered.',
      },
      'rel-resources-bounded': { verdict: 'pass', reason: 'Bounded.', evidence: [] },
    },
    'cost-signal-pid1',
  );

const render = async (card: Scorecard | Promise<Scorecard>, pathPrefix = '') => {
  const paths = ['README.md', 'api/Dockerfile'];
  const log = JSON.parse(renderSarif(await card, { pathPrefix, paths }));
  return { log, run: log.runs[0] };
};

describe('renderSarif', () => {
  it('is valid SARIF 2.1.0, with and without results', async () => {
    expect(findErrors((await render(sample())).log)).toEqual([]);
    expect(findErrors((await render(scorecard({}))).log)).toEqual([]);
  });

  it('is checked by a schema that refuses what is wrong', async () => {
    const { log, run } = await render(sample());
    run.results[0].level = 'fatal';
    expect(validate(log)).toBe(false);
  });

  it('lists failures and warnings with level and place, a warning one level lower', async () => {
    const { run } = await render(sample());
    const rows = run.results.map(
      (result: any) =>
        `${result.level} ${result.ruleId} ${result.locations[0].physicalLocation.artifactLocation.uri}:${result.locations[0].physicalLocation.region.startLine}`,
    );
    expect(rows).toEqual([
      'error sec-image-no-secret-files api/Dockerfile:1',
      'error cost-signal-pid1 Dockerfile:9',
      'error sec-image-user-non-root api/my%20Dockerfile:7',
      'note ops-build-multi-stage api/Dockerfile:1',
      'note cost-layer-no-recommends Dockerfile:1',
    ]);
    for (const result of run.results) {
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    }
  });

  it('gives every rule what GitHub shows', async () => {
    const { run } = await render(sample());
    expect(run.tool.driver.rules).toHaveLength(7);
    for (const rule of run.tool.driver.rules) {
      expect(rule.id.length).toBeLessThanOrEqual(255);
      expect(rule.name).toMatch(/^[A-Z][A-Za-z0-9]+$/);
      expect(rule.shortDescription.text.length).toBeLessThanOrEqual(1024);
      expect(rule.fullDescription.text.length).toBeGreaterThan(10);
      expect(rule.fullDescription.text.length).toBeLessThanOrEqual(1024);
      expect(rule.help.text).toContain('How to fix it');
      expect(rule.help.markdown).toContain('**How to fix it:**');
      expect(rule.properties.tags.length).toBeLessThanOrEqual(10);
    }
    const [rule] = run.tool.driver.rules;
    expect(rule).toMatchObject({
      id: 'sec-image-no-secret-files',
      name: 'SecImageNoSecretFiles',
      defaultConfiguration: { level: 'error' },
      properties: { 'security-severity': '9.5', tags: expect.arrayContaining(['security']) },
    });
  });

  it('names files from the root of the repository, and never absolutely', async () => {
    const { run } = await render(sample(), 'services/orders/');
    for (const result of run.results) {
      const { uri, uriBaseId } = result.locations[0].physicalLocation.artifactLocation;
      expect(uri).toMatch(/^services\/orders\//);
      expect(uriBaseId).toBe('%SRCROOT%');
    }
  });

  it('suppresses what is waived and notifies of what is unknown', async () => {
    const { run } = await render(sample());
    const suppressed = run.results.filter((result: any) => result.suppressions);
    expect(suppressed.map((result: any) => result.ruleId)).toEqual(['cost-signal-pid1']);
    expect(suppressed[0].suppressions[0]).toEqual({
      kind: 'external',
      status: 'accepted',
      justification: 'Known (user:default/ada, until 2026-12-24)',
    });
    const [notification, ...others] = run.invocations[0].toolExecutionNotifications;
    expect(others).toEqual([]);
    expect(notification.message.text).toContain('The chart could not be rendered.');
    expect(run.tool.driver.rules[notification.associatedRule.index].id).toBe(
      'rel-health-check-defined',
    );
  });

  it('keeps an alert the same alert when its line moves, and tells equal findings apart', async () => {
    const at = async (...lines: number[]) => {
      const [first, ...rest] = lines.map(line => ({ message: 'USER root', path: 'D', line }));
      const card = scorecard({ 'sec-image-user-non-root': problem('fail', first!, ...rest) });
      const { run } = await render(card);
      return run.results.map((r: any) => r.partialFingerprints.primaryLocationLineHash);
    };
    expect(await at(3)).toEqual(await at(30));
    const [one, two] = await at(3, 4);
    expect(one).toMatch(/^[0-9a-f]{32}:1$/);
    expect(two).toBe(one.replace(/:1$/, ':2'));
  });

  it('stays within the number of results and the length of texts that are accepted', async () => {
    const findings = Array.from({ length: 6000 }, (_, index) => ({
      message: 'x'.repeat(3000),
      path: `f${index}`,
    }));
    const card = scorecard({
      'sec-image-user-non-root': problem('fail', findings[0]!, ...findings.slice(1)),
    });
    const { run } = await render(card);
    expect(run.results).toHaveLength(5000);
    expect(run.results[0].message.text).toHaveLength(1024);
  });
});
