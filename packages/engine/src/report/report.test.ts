import fc from 'fast-check';
import { assess } from '../assess/assess';
import { gate } from '../assess/gate';
import { defineCheck } from '../contract/check';
import { Scorecard } from '../contract/scorecard';
import { Finding, Judgement } from '../contract/verdict';
import { repositoryFromFiles } from '../evidence/repositoryFromFiles';
import { describeBounds, describeGrade, describeScore, displayPoints } from './describeScore';
import { renderMarkdown } from './renderMarkdown';
import { renderText } from './renderText';

// eslint-disable-next-line no-control-regex
const ansi = /\u001b\[[0-9;]*m/g;

interface Sample {
  readonly name?: string;
  readonly judgements: Record<string, Judgement | Record<string, Judgement>>;
  readonly waived?: string;
}

async function sample({ name = 'orders', judgements, waived }: Sample): Promise<Scorecard> {
  return assess({
    subject: { name },
    evidence: {
      repository: repositoryFromFiles({
        files: {},
        location: name,
        commit: '0123456789abcdef0123456789abcdef01234567',
        dirty: true,
      }),
    },
    now: new Date('2026-11-22T00:00:00Z'),
    waivers: waived
      ? [{ check: waived, reason: 'Known', approver: 'user:default/ada', expiresAt: '2026-12-24' }]
      : [],
    checks: Object.entries(judgements).map(([id, given]) =>
      defineCheck({
        id,
        needs: {},
        judge: () => {
          const units = 'verdict' in given ? { Dockerfile: given as Judgement } : given;
          return Object.entries(units).map(([unit, judgement]) => ({ unit, judgement }));
        },
      }),
    ),
  });
}

const pass: Judgement = { verdict: 'pass', reason: 'It is well.', evidence: [] };
const problem = (verdict: 'fail' | 'warn', finding: Finding): Judgement => ({
  verdict,
  reason: 'The effective user is root.',
  findings: [finding],
});

const mixed = () =>
  sample({
    judgements: {
      'sec-image-user-non-root': problem('fail', {
        message: 'USER root',
        path: 'Dockerfile',
        line: 7,
      }),
      'ops-build-multi-stage': {
        'api/Dockerfile': problem('warn', {
          message: 'One stage',
          path: 'api/Dockerfile',
          line: 1,
        }),
        'web/Dockerfile': pass,
      },
      'rel-health-check-defined': {
        verdict: 'unknown',
        code: 'unparseable',
        reason: 'The chart could not be rendered.',
      },
      'cost-signal-pid1': problem('fail', { message: 'npm start' }),
      'rel-resources-bounded': pass,
      'cost-layer-package-cache': { verdict: 'not-applicable', reason: 'No package manager.' },
    },
    waived: 'cost-signal-pid1',
  });

describe('describeScore', () => {
  it('rounds down and never stands without coverage', async () => {
    expect(displayPoints(89.999)).toBe('89');
    expect(displayPoints(90)).toBe('90');
    const { score } = await mixed();
    expect(describeScore(score)).toMatch(/^\d+ · 3 of 4 decided$/);
    expect(describeGrade({ ...score, grade: 'B', level: 'silver' })).toBe('Grade B, silver');
    expect(describeBounds(score)).toMatch(/^Between \d+ and \d+ once everything is decided\.$/);
  });

  it('says why there is no grade', async () => {
    const nothing = await sample({ judgements: {} });
    expect(describeScore(nothing.score)).toBe('no score · 0 of 0 decided');
    expect(describeGrade(nothing.score)).toBe('Not graded: no check applies');
    const unknown = await sample({
      judgements: {
        'rel-resources-bounded': { verdict: 'unknown', code: 'source-error', reason: 'Torn.' },
      },
    });
    expect(describeGrade(unknown.score)).toBe('Not graded: too little is decided');
    expect(describeBounds(unknown.score)).toBeUndefined();
  });
});

describe('renderText', () => {
  it('puts problems first, with place and fix, and ends with score and gate', async () => {
    const scorecard = await mixed();
    const text = renderText(scorecard, { width: 80, gate: gate(scorecard, 'high') });
    const order = [
      'Container Lens  orders  commit 0123456789, with uncommitted changes',
      'Failures (1)',
      "✖ high     The image's default user is not root",
      'sec-image-user-non-root',
      'The effective user is root.',
      'Dockerfile:7  USER root',
      'fix: Create a numeric user',
      'Warnings (1)',
      '▲ medium',
      'api/Dockerfile: The effective user is root.',
      'api/Dockerfile:1  One stage',
      'Unknown (1)',
      'rel-health-check-defined',
      'The chart could not be rendered.',
      'Waived (1)',
      'cost-signal-pid1 (fail)',
      'Known — user:default/ada, until 2026-12-24',
      '✔ 1 passed, 1 not applicable',
      'Security',
      'Worth most:',
      '3 of 4 decided',
      'Gate failed: 1 failure of high severity or above. 1 check could not be decided.',
    ];
    let position = -1;
    for (const part of order) {
      const found = text.indexOf(part, position + 1);
      expect({ part, found: found > position }).toEqual({ part, found: true });
      position = found;
    }
    expect(text).not.toContain('web/Dockerfile');
  });

  it('has the same words with and without colour', async () => {
    const scorecard = await mixed();
    const plain = renderText(scorecard, { width: 100 });
    const coloured = renderText(scorecard, { width: 100, color: true });
    expect(plain).not.toMatch(ansi);
    expect(coloured).toMatch(ansi);
    expect(coloured.replace(ansi, '')).toBe(plain);
  });

  it.each([60, 72, 80, 120])('keeps to %i columns', async width => {
    const scorecard = await mixed();
    const text = renderText(scorecard, { width, gate: gate(scorecard, 'high') });
    expect(text.split('\n').filter(line => line.length > width)).toEqual([]);
  });

  it('does not let a repository move the cursor or reverse the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async noise => {
        const evil = `\u001b[2J\u202e${noise}`;
        const scorecard = await sample({
          name: evil,
          judgements: {
            'sec-image-user-non-root': {
              [evil]: {
                verdict: 'fail',
                reason: evil,
                findings: [{ message: evil, path: evil, line: 1 }],
              },
            },
          },
        });
        for (const text of [renderText(scorecard), renderMarkdown(scorecard)]) {
          // eslint-disable-next-line no-control-regex
          expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('shows the first findings of many and counts the rest', async () => {
    const findings = Array.from({ length: 40 }, (_, index) => ({
      message: `number ${index}`,
      path: 'Dockerfile',
      line: index + 1,
    }));
    const scorecard = await sample({
      judgements: {
        'sec-image-user-non-root': {
          verdict: 'fail',
          reason: 'Many.',
          findings: [findings[0]!, ...findings.slice(1)],
        },
      },
    });
    expect(renderText(scorecard)).toContain('… and 35 more');
    expect(renderMarkdown(scorecard)).toContain('… and 30 more');
  });
});

describe('renderMarkdown', () => {
  it('is a report that reads well', async () => {
    const scorecard = await mixed();
    const markdown = renderMarkdown(scorecard, {
      gate: gate(scorecard, 'never'),
      linkTo: ({ path, line }) => `https://git.example.com/orders/${path}#L${line}`,
    });
    expect(markdown).toContain('## Container Lens: orders');
    expect(markdown).toContain("#### ❌ The image's default user is not root");
    expect(markdown).toContain(
      '- [`Dockerfile:7`](https://git.example.com/orders/Dockerfile#L7) USER root',
    );
    expect(markdown).toContain('**Fix:** Create a numeric user');
    expect(markdown).toContain('| Security | 0 | 1 | 0 |');
    expect(markdown).toContain('<summary>Unknown (1)</summary>');
    expect(markdown).toContain('The gate is off');
  });

  it('is shortened in whole blocks, from its end, and says so', async () => {
    const judgement = {
      verdict: 'fail',
      reason: 'It is wrong.',
      findings: [{ message: 'A long sentence. '.repeat(20), path: 'Dockerfile', line: 1 }],
    } as const;
    const units = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`unit-${index}`, judgement]),
    );
    const card = await sample({
      judgements: {
        'sec-image-user-non-root': judgement,
        'cost-signal-pid1': units,
        'ops-build-multi-stage': units,
      },
    });
    const whole = renderMarkdown(card);
    const short = renderMarkdown(card, { maxLength: 9000 });
    expect(whole.length).toBeGreaterThan(9000);
    expect(short.length).toBeLessThanOrEqual(9000);
    expect(short).toContain('The report is shortened');
    expect(short).toContain('`sec-image-user-non-root`');
    expect(short).not.toContain('`ops-build-multi-stage`');
    expect(whole.startsWith(short.slice(0, short.indexOf('_The report')))).toBe(true);
    expect(renderMarkdown(card, { maxLength: whole.length })).toBe(whole);
  });

  it('escapes what comes from the repository', async () => {
    const markdown = renderMarkdown(
      await sample({
        name: '[x](https://evil.example) <img src=x> @ada',
        judgements: {
          'sec-image-user-non-root': {
            verdict: 'fail',
            reason: '# Title | `code` ![i](http://evil.example) www.evil.example',
            findings: [{ message: '<script>', path: 'a`b``c', line: 3 }],
          },
        },
      }),
      { linkTo: () => 'data:text/html,x' },
    );
    expect(markdown).toContain(
      '\\[x\\](https:&#47;&#47;evil.example) &lt;img src=x&gt; @&#8203;ada',
    );
    expect(markdown).toContain('\\# Title \\| \\`code\\`');
    expect(markdown).toContain('www&#46;evil');
    expect(markdown).toContain('- ``` a`b``c:3 ``` &lt;script&gt;');
    expect(markdown).not.toContain('data:');
    expect(markdown).not.toMatch(/[^\\]\]\(/);
  });
});

describe('notices about declarations', () => {
  const declared = async () => ({
    ...(await sample({ judgements: { 'rel-resources-bounded': pass } })),
    notices: [
      {
        severity: 'error' as const,
        message: 'This waiver of <b>perf-image-size</b> does not count.',
        path: '.container-lens.yaml',
        line: 9,
      },
    ],
  });

  it('stand in the text with their place', async () => {
    const text = renderText(await declared());
    expect(text).toContain('Declarations (1)\n  error   .container-lens.yaml:9\n    This waiver');
    expect(renderText(await sample({ judgements: {} }))).not.toContain('Declarations');
  });

  it('stand in the Markdown, escaped', async () => {
    const text = renderMarkdown(await declared());
    expect(text).toContain(
      '### Declarations (1)\n\n- `.container-lens.yaml:9` This waiver of &lt;b',
    );
    expect(renderMarkdown(await sample({ judgements: {} }))).not.toContain('Declarations');
  });
});
