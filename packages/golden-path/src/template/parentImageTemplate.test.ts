import { TemplateContext, createTemplateRenderer } from 'nunjitsu';
import { parse } from 'yaml';
import { z } from 'zod';
import { defaultGoldenPathConfig } from '../config/goldenPathConfig';
import { parentOverlays } from '../parent/parentOverlays';
import { parentValuesSchema } from '../parent/parentValues';
import { renderParentImageTemplate } from './parentImageTemplate';

const form = z.object({
  spec: z.object({
    parameters: z.array(
      z.object({
        properties: z.record(z.string(), z.object({ default: z.unknown() }).partial()),
      }),
    ),
    steps: z.array(z.object({ id: z.string(), input: z.record(z.string(), z.unknown()) })),
  }),
});
const { spec } = form.parse(parse(renderParentImageTemplate().text));
const { account, region } = defaultGoldenPathConfig.registry;
const answers: Record<string, unknown> = {
  approvers: 'group:default/platform',
  ...Object.fromEntries(
    spec.parameters
      .flatMap(page => Object.entries(page.properties))
      .filter(([, field]) => 'default' in field)
      .map(([name, field]) => [name, field.default]),
  ),
};

const renderer = createTemplateRenderer({
  globals: {
    goldenPath: path => (path === 'registry.account' ? account : region),
  },
});
const context = renderer.prepareContext({ parameters: answers } as TemplateContext);

/** As the scaffolder does it: a text that is one expression becomes its value, any other a text. */
function evaluate(value: unknown): unknown {
  if (typeof value === 'string') {
    return /^\$\{\{[^{}]*\}\}$/.test(value)
      ? renderer.renderValue(value, context)
      : renderer.render(value, context);
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, evaluate(one)]))
    : value;
}

describe('the template of parent images', () => {
  const render = spec.steps.find(({ id }) => id === 'render')?.input;

  it('renders the overlays of parent images', () => {
    expect(render?.overlays).toEqual(parentOverlays());
  });

  it('passes values that the overlays accept, with the defaults of its form', () => {
    const { parents } = z.object({ parents: z.unknown() }).parse(render?.values);
    expect(parentValuesSchema.parse(evaluate(parents))).toMatchObject({
      families: ['node', 'go', 'python', 'java'],
      registry: { prefix: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/org' },
      upstream: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/ecr-public/docker/library',
    });
  });

  it('judges before it publishes', () => {
    expect(spec.steps.map(({ id }) => id)).toEqual([
      'render',
      'check',
      'publish-gitea',
      'publish-github',
      'publish-gitlab',
      'register',
    ]);
  });
});
