import { explainValuesSchema } from './explainValuesSchema';

const property = (schema: object) => ({ type: 'object', properties: { name: schema } });
const explain = (schema: object) =>
  explainValuesSchema(schema).map(({ path, message }) => `${path.join('.')} ${message}`);

describe('explainValuesSchema', () => {
  it.each([
    ['^[a-z][a-z0-9-]{1,38}[a-z0-9]$'],
    ['^[^\\x00-\\x1f\\x7f]*$'],
    ['^(?:[a-z]|[0-9]){1}(a|b){2}$'],
    ['^[(*+)]*$'],
  ])('takes the pattern %s', pattern => {
    expect(explain(property({ type: 'string', pattern }))).toEqual([]);
  });

  it.each([
    ['^(a+)+$', /repeats a group/],
    ['^(a|a)*$', /repeats a group/],
    ['^([a-z]+){2,}$', /repeats a group/],
    ['^a*a*a*a*$', /more than 3 repetitions/],
    ['(', /no regular expression/],
    ['a'.repeat(1001), /longer than 1000/],
  ])('refuses the pattern %s', (pattern, message) => {
    expect(explain(property({ type: 'string', pattern })).join()).toMatch(message);
  });

  it.each([
    [
      { properties: JSON.parse('{"__proto__": {"type": "string"}}') },
      /properties\.__proto__ is no name/,
    ],
    [property({ $ref: 'https://example.com/schema' }), /must be one of: service, platform/],
    [property({ patternProperties: {} }), /not supported/],
    [JSON.parse(`${'{"a":'.repeat(20)}1${'}'.repeat(20)}`), /nested too deeply/],
  ])('refuses %j', (schema, message) => {
    expect(explain(schema).join()).toMatch(message);
  });

  it('takes a value that is called pattern', () => {
    expect(
      explain({ properties: { pattern: { type: 'string' }, $ref: { type: 'string' } } }),
    ).toEqual([]);
  });
});
