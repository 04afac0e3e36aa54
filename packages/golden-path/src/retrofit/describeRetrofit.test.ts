import { Scorecard } from '@container-lens/engine';
import { describeRetrofit } from './describeRetrofit';
import { RetrofitPlan } from './retrofitPlan';

const card = { score: { value: 28.9, grade: 'F', highRisks: 3 } } as Scorecard;
const plan: RetrofitPlan = {
  changes: [
    {
      path: 'Dockerfile',
      before: 'a',
      after: 'b',
      mode: undefined,
      part: 'dockerfile',
      why: ['x'],
    },
    { path: 'a`b\n# c', before: undefined, after: '', mode: '100644', part: 'local', why: [] },
  ],
  kept: [],
  before: card,
  after: { score: { value: 84.9, grade: 'C', highRisks: 0 } } as Scorecard,
  mended: ['x'],
  guidance: [{ title: 'To do', text: 'ask @everyone\n<script> about node@sha256:1', check: 'y' }],
};

describe('describeRetrofit', () => {
  it('says now and after, and why', () => {
    const { title, body } = describeRetrofit(plan, 'shop');
    expect(title).toBe('Mend the container build of shop');
    expect(body).toContain('| Value | 28 of 100 | 84 of 100 |');
    expect(body).toContain('- changed `Dockerfile`: `x`');
  });

  it('names new files together that came for the same checks', () => {
    const added = (path: string, why: readonly string[]) => ({
      path,
      before: undefined,
      after: '',
      mode: '100644' as const,
      part: 'target' as const,
      why,
    });
    const changes = [added('a', ['x', 'y']), added('b', ['z']), added('c', ['x', 'y'])];
    const { body } = describeRetrofit({ ...plan, changes }, 'shop');
    expect(body).toContain('- new for `x`, `y`: `a`, `c`\n- new for `z`: `b`\n');
  });

  it('lets nothing of the repository become markup or a call', () => {
    const { body } = describeRetrofit(plan, 'shop');
    expect(body).toContain('- new: `a b # c`');
    expect(body).toContain('ask @\u200beveryone \\<script\\> about node@sha256:1');
  });

  it('stays within what every host takes', () => {
    const guidance = Array.from({ length: 500 }, () => ({ title: 't', text: 'x'.repeat(2_000) }));
    const { body } = describeRetrofit({ ...plan, guidance }, 'shop');
    expect(body.length).toBeLessThan(20_100);
    expect(body).toContain('docs/container-lens.md');
  });
});
