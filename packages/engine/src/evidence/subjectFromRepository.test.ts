import fc from 'fast-check';
import { unavailable } from '../contract/observation';
import { repositoryFromFiles } from './repositoryFromFiles';
import { subjectFromRepository } from './subjectFromRepository';

const subject = (text: string, path = 'catalog-info.yaml') =>
  subjectFromRepository({
    repository: repositoryFromFiles({ files: { [path]: text } }),
    name: 'folder',
  });

describe('subjectFromRepository', () => {
  it('takes name and the annotations the engine reads from the first component', () => {
    const text = `
kind: Location
metadata: { name: all }
---
kind: Component
metadata:
  name: orders
  annotations:
    container-lens/workload-type: worker
    github.com/project-slug: acme/orders
    backstage.io/techdocs-ref: dir:.
    container-lens/odd: 7
---
kind: Component
metadata: { name: second }
`;
    expect(subject(text)).toEqual({
      name: 'orders',
      annotations: {
        'container-lens/workload-type': 'worker',
        'github.com/project-slug': 'acme/orders',
      },
    });
  });

  it.each([
    ['is malformed', 'kind: [', undefined],
    ['has no component', 'kind: API\nmetadata: { name: x }', undefined],
    ['is a list', '- kind: Component', undefined],
    ['is empty', '', undefined],
    ['has a name that is no text', 'kind: Component\nmetadata: { name: 7 }', undefined],
    ['has no metadata', 'kind: Component', undefined],
    ['lies elsewhere', 'kind: Component\nmetadata: { name: x }', 'docs/catalog-info.yaml'],
  ])('falls back to the given name where the file %s', (_title, text, path) => {
    expect(subject(text, path)).toEqual({ name: 'folder', annotations: {} });
  });

  it('is not exhausted by aliases or nesting', () => {
    const bomb = ['a: &a [x]', 'b: &b [*a,*a,*a,*a,*a,*a,*a,*a]', 'c: &c [*b,*b,*b,*b,*b,*b,*b,*b]']
      .concat('d: &d [*c,*c,*c,*c,*c,*c,*c,*c]', 'e: [*d,*d,*d,*d,*d,*d,*d]', 'kind: Component')
      .join('\n');
    expect(subject(bomb).name).toBe('folder');
    expect(subject('['.repeat(50_000)).name).toBe('folder');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(subject(`kind: Component\n${text}`).name).not.toBe('');
      }),
    );
  });

  it('does without the repository', () => {
    const repository = unavailable('access-denied', 'No.');
    expect(subjectFromRepository({ repository, name: 'orders' })).toEqual({
      name: 'orders',
      annotations: {},
    });
  });
});
