import { goldenPathConfigSchema } from './goldenPathConfig';
import { listOptions } from '../options/listOptions';
import { resolveValues } from '../service/resolveValues';

const pair = (version: string, id?: string) => ({
  ...(id ? { id, title: `Node ${version}` } : {}),
  build: `registry.example.com/org/node-build:${version}@sha256:${'a'.repeat(64)}`,
  runtime: `registry.example.com/org/node-runtime:${version}@sha256:${'b'.repeat(64)}`,
});
const config = goldenPathConfigSchema.parse({
  parentImages: { node: [pair('24.1', 'lts'), pair('22.9', 'previous')], go: pair('1.26') },
});
const parentOf = (parent?: string, language = 'node') =>
  resolveValues({
    language,
    target: 'helm',
    ci: 'github',
    name: 'orders',
    overrides: { parent },
    config,
  }).values.parent;

describe('several parents of a language', () => {
  it('begin with the first unless another is chosen', () => {
    expect(parentOf().runtime).toBe(pair('24.1').runtime);
    expect(parentOf('').runtime).toBe(pair('24.1').runtime);
    expect(parentOf('previous').build).toBe(pair('22.9').build);
    expect(parentOf(undefined, 'go').build).toBe(pair('1.26').build);
    expect(() => parentOf('newest')).toThrow('Choose one of: lts, previous.');
  });

  it('are offered in pairs', async () => {
    const { parents } = await listOptions(config, 'node');
    expect(parents.map(({ choice, choiceTitle, role }) => [choice, choiceTitle, role])).toEqual([
      ['lts', 'Node 24.1', 'build'],
      ['lts', 'Node 24.1', 'runtime'],
      ['previous', 'Node 22.9', 'build'],
      ['previous', 'Node 22.9', 'runtime'],
    ]);
  });

  it.each([
    ['no id', [pair('24.1'), pair('22.9', 'previous')]],
    ['an id twice', [pair('24.1', 'lts'), pair('22.9', 'lts')]],
    ['none', []],
    ['no digest', { build: 'node:24', runtime: 'node:24' }],
  ])('are refused with %s', (_, node) => {
    expect(goldenPathConfigSchema.safeParse({ parentImages: { node } }).success).toBe(false);
  });
});
