import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { templatesDirectory } from '../overlay/templatesDirectory';
import { renderPackagedTemplates } from './packagedTemplates';

const rendered = renderPackagedTemplates();

// UPDATE_TEMPLATES=1 writes the files; without it a stale file fails.
if (process.env.UPDATE_TEMPLATES) {
  for (const [name, text] of Object.entries(rendered)) {
    writeFileSync(join(templatesDirectory(), name), text);
  }
}

describe('the checked-in templates', () => {
  it.each(Object.keys(rendered))('%s is current', name => {
    expect(readFileSync(join(templatesDirectory(), name), 'utf8')).toBe(rendered[name]);
  });

  it('has no other templates', () => {
    const files = readdirSync(templatesDirectory()).filter(name => name.endsWith('.yaml'));
    expect(files.sort()).toEqual(Object.keys(rendered).sort());
  });

  it('lists every template in all.yaml', () => {
    const location = parse(rendered['all.yaml'] ?? '');
    expect(location.spec.targets).toEqual(
      [
        'node-service',
        'go-service',
        'python-service',
        'java-service',
        'parent-image',
        'retrofit-service',
        'leave-copilot',
      ].map(name => `./${name}.yaml`),
    );
  });

  it('has an owner whom the example organisation knows', () => {
    const { spec } = parse(rendered['node-service.yaml'] ?? '');
    const organisation = join(templatesDirectory(), '../examples/organisation/org/teams.yaml');
    const groups = parseAllDocuments(readFileSync(organisation, 'utf8')).map(document =>
      document.getIn(['metadata', 'name']),
    );
    expect(groups).toContain(spec.owner);
  });
});
