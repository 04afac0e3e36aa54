import { TemplateContext, createTemplateRenderer } from 'nunjitsu';
import { parse } from 'yaml';
import { retrofitChoicesSchema } from '../retrofit/retrofitChoices';
import { splitAnswers } from '../retrofit/splitAnswers';
import { renderRetrofitTemplate } from './retrofitTemplate';

const { spec } = parse(renderRetrofitTemplate().text) as {
  spec: {
    parameters: { properties: Record<string, { default?: unknown }> }[];
    steps: { id: string; if?: string; input: Record<string, unknown> }[];
  };
};
const defaults = Object.fromEntries(
  spec.parameters
    .flatMap(page => Object.entries(page.properties))
    .filter(([, field]) => 'default' in field)
    .map(([name, field]) => [name, field.default]),
);

/** As the scaffolder does it: a text that is one expression becomes its value, any other a text. */
function evaluate(value: unknown, parameters: Record<string, unknown>): unknown {
  const renderer = createTemplateRenderer({});
  const steps = { read: { output: { defaultBranch: 'trunk', commit: 'c' } } };
  const context = renderer.prepareContext({ parameters, steps } as unknown as TemplateContext);
  if (typeof value === 'string') {
    return /^\$\{\{[^{}]*\}\}$/.test(value)
      ? renderer.renderValue(value, context)
      : renderer.render(value, context);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, one]) => [key, evaluate(one, parameters)]),
      )
    : value;
}

describe('the template retrofit-service', () => {
  const retrofit = spec.steps.find(({ id }) => id === 'retrofit')?.input;
  const answersFor = (parameters: Record<string, unknown>) =>
    splitAnswers((evaluate(retrofit, parameters) as { answers: Record<string, unknown> }).answers);

  it('reads, judges, mends, judges again and proposes', () => {
    expect(spec.steps.map(({ id }) => id)).toEqual([
      'read',
      'before',
      'retrofit',
      'after',
      'propose',
      'audit',
    ]);
  });

  it('passes answers that the plan accepts, with the defaults of its form', () => {
    const { overrides, choices } = answersFor({ ...defaults, owner: 'group:default/team-a' });
    expect(Object.values(overrides).filter(value => value !== '')).toEqual([]);
    expect(retrofitChoicesSchema.parse(choices)).toEqual({
      addTarget: false,
      addPipeline: false,
      moveParent: true,
      snippets: false,
      owner: 'group:default/team-a',
      defaultBranch: 'trunk',
    });
  });

  it('passes what a person chose', () => {
    const { overrides, choices } = answersFor({
      target: 'none',
      ci: 'gitlab',
      port: 9000,
      addPipeline: true,
      moveParent: false,
    });
    expect(overrides).toMatchObject({ port: 9000 });
    expect(retrofitChoicesSchema.parse(choices)).toMatchObject({
      target: 'none',
      ci: 'gitlab',
      addPipeline: true,
      moveParent: false,
    });
  });

  it('judges the folder of the service', () => {
    const input = spec.steps.find(({ id }) => id === 'after')?.input;
    expect(evaluate(input, { path: 'services/a' })).toMatchObject({
      sourcePath: 'repository/services/a',
    });
    expect(evaluate(input, {})).toMatchObject({ sourcePath: 'repository' });
  });
});
