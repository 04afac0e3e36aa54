import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templatesDirectory } from '../../overlay/templatesDirectory';
import { checkTemplate } from './checkTemplate';

const lines = [
  'apiVersion: scaffolder.backstage.io/v1beta3',
  'kind: Template',
  'metadata: { name: own }',
  'spec:',
  '  type: service',
  '  parameters: { properties: { name: { type: string } } }',
  '  steps:',
  '    - id: check',
  '      action: container-lens:validate',
  "      input: { name: '${{ parameters.name }}', failOn: high }",
  "  output: { text: [{ content: '${{ steps.check.output.summary }}' }] }",
];
const findings = (change: (line: string) => string) =>
  checkTemplate({ path: 'own.yaml', text: lines.map(change).join('\n') }).findings;
const replace = (from: string, to: string) => findings(line => line.replace(from, to));

describe('checkTemplate', () => {
  it('finds nothing in a template that is right', () => {
    expect(findings(line => line)).toEqual([]);
  });

  it('finds nothing in the packaged templates', () => {
    const folder = templatesDirectory();
    for (const name of readdirSync(folder).filter(file => file.endsWith('.yaml'))) {
      const text = readFileSync(join(folder, name), 'utf8');
      if (!/^kind: Template$/m.test(text)) continue;
      const found = checkTemplate({ path: name, text }).findings;
      expect(found.map(({ line, message }) => `${name}:${line} ${message}`)).toEqual([]);
    }
  });

  it.each([
    ['v1beta3', 'v1beta2', 1, /apiVersion/],
    ['name: own', 'name: -own-', 3, /metadata\.name/],
    ['  type: service', '  typ: service', 5, /spec\.type/],
    ['container-lens:validate', 'container-lens:validat', 9, /does not exist/],
    ['failOn: high', 'failon: high', 10, /the input 'failon', which it does not have/],
    ['container-lens:validate', 'container-lens:dockerfile:patch', 10, /which it needs/],
    ['parameters.name', 'parameters.nmae', 10, /parameters\.nmae, and the form does not ask/],
    ['steps.check', 'steps.validate', 11, /steps\.validate, and no step before it/],
    ['id: check', 'id: "a b"', 8, /must have letters/],
    ['  steps:', '  steps: [', 8, /not valid YAML/],
  ])('says what is wrong with %s as %s, at line %i', (from, to, line, message) => {
    const found = replace(from, to);
    expect(found.map(one => one.message).join('\n')).toMatch(message);
    expect(found.map(one => one.line)).toContain(line);
  });
});
