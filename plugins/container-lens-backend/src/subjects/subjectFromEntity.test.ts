import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { annotations } from '@container-lens/backstage-plugin-container-lens-common';
import fc from 'fast-check';
import { subjectFromEntity } from './subjectFromEntity';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [{ host: 'github.com' }],
      gitea: [{ host: 'localhost:7007', baseUrl: 'http://localhost:7007/api/local-forge' }],
    },
  }),
);
const allowedHosts = ['github.com', 'localhost:7007'];
const source = 'backstage.io/source-location';
const good = 'url:https://github.com/acme/orders/tree/main/';

function subjectOf(given: Record<string, string>, changes: Partial<Entity> = {}) {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'Orders', annotations: given },
    spec: {},
    ...changes,
  };
  return subjectFromEntity({ entity, allowedHosts, integrations });
}

describe('subjectFromEntity', () => {
  it('takes what is judged and what the fleet shows', () => {
    const subject = subjectOf(
      { [source]: good, [annotations.workloadType]: 'worker', [annotations.example]: 'true' },
      {
        spec: { lifecycle: 'production', owner: 'team-b', system: 'shop' },
        relations: [
          { type: 'partOf', targetRef: 'component:default/parent' },
          { type: 'partOf', targetRef: 'system:default/shop' },
          { type: 'ownedBy', targetRef: 'group:default/team-a' },
        ],
      },
    );
    expect(subject).toEqual({
      entityRef: 'component:default/orders',
      name: 'Orders',
      owner: 'group:default/team-a',
      system: 'system:default/shop',
      lifecycle: 'production',
      example: true,
      sourceUrl: 'https://github.com/acme/orders/tree/main/',
      annotations: { [annotations.workloadType]: 'worker', [annotations.example]: 'true' },
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('falls back to the owner and system of the spec', () => {
    const subject = subjectOf({ [source]: good }, { spec: { owner: 'team-b', system: 'x/shop' } });
    expect(subject).toMatchObject({ owner: 'group:default/team-b', system: 'system:x/shop' });
  });

  it.each([
    ['url:https://github.com/acme/orders', 'https://github.com/acme/orders/'],
    [
      'url:http://localhost:7007/api/local-forge/acme/orders/src/branch/main/',
      'http://localhost:7007/api/local-forge/acme/orders/src/branch/main/',
    ],
    [
      'url:https://github.com/acme/orders/tree/main/#readme',
      'https://github.com/acme/orders/tree/main/',
    ],
    ['url:https://GitHub.com/acme/a/../b/tree/main/', 'https://github.com/acme/b/tree/main/'],
  ])('reads %s', (location, url) => {
    expect(subjectOf({ [source]: location })).toMatchObject({ sourceUrl: url });
  });

  it('takes the folder of the descriptor when there is no source location', () => {
    const subject = subjectOf({
      'backstage.io/managed-by-location':
        'url:https://github.com/acme/orders/blob/main/svc/catalog-info.yaml',
    });
    expect(subject).toMatchObject({
      sourceUrl: 'https://github.com/acme/orders/tree/main/svc/',
    });
  });

  it('takes every annotation of the lens, as the command line does, and bounds them', () => {
    const more = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`container-lens/x-${index}`, 'x']),
    );
    const { annotations: taken } = subjectOf({
      [source]: good,
      'container-lens/runtime-region': 'eu-west-1',
      'container-lens/profile': 'x'.repeat(2001),
      'github.com/project-slug': 'acme/orders',
      'example.com/other': 'x',
    });
    expect(taken).toEqual({
      'container-lens/runtime-region': 'eu-west-1',
      'github.com/project-slug': 'acme/orders',
    });
    expect(Object.keys(subjectOf({ [source]: good, ...more }).annotations)).toHaveLength(100);
  });

  it('enters the folder the annotation names', () => {
    const subject = subjectOf({ [source]: good, [annotations.path]: './services/a b/' });
    expect(subject.sourceUrl).toBe('https://github.com/acme/orders/tree/main/services/a%20b/');
  });

  it.each([
    ['no location', {}, /The entity has no source location\. Add the annotation/],
    ['a file', { [source]: 'file:/etc/' }, /is of type "file"; only locations of type "url"/],
    ['not a location', { [source]: 'github' }, /is not of the form url:/],
    ['not a URL', { [source]: 'url:not a url' }, /is not a URL/],
    [
      'metadata service',
      { [source]: 'url:http://169.254.169.254/' },
      /host "169.254.169.254" is not/,
    ],
    [
      'another port',
      { [source]: 'url:http://localhost:7008/a/b/' },
      /host "localhost:7008" is not/,
    ],
    [
      'a look-alike',
      { [source]: 'url:https://github.com.evil.test/a/' },
      /"github.com.evil.test" is/,
    ],
    [
      'host in the user name',
      { [source]: 'url:https://github.com@evil.test/' },
      /user name or password/,
    ],
    ['credentials', { [source]: 'url:https://u:p@github.com/a/b/' }, /user name or password/],
    ['a script', { [source]: 'url:javascript:alert(1)' }, /is not of the form url:/],
    ['another protocol', { [source]: 'url:ftp://github.com/a/' }, /only https and http are read/],
    ['a file URL', { [source]: 'url:file:///etc/passwd' }, /only https and http are read/],
    ['a long one', { [source]: `url:https://github.com/${'a'.repeat(3000)}` }, /longer than 2000/],
    [
      'a path upwards',
      { [source]: good, [annotations.path]: 'a/../../b' },
      /not a relative folder/,
    ],
    [
      'an encoded path',
      { [source]: good, [annotations.path]: '%2e%2e/b' },
      /not a relative folder/,
    ],
    ['a query', { [source]: good, [annotations.path]: 'a?ref=evil' }, /not a relative folder/],
    [
      'a URL as path',
      { [source]: good, [annotations.path]: 'https://evil.test' },
      /not a relative/,
    ],
    [
      'a long path',
      { [source]: good, [annotations.path]: 'a/'.repeat(400) },
      /not a relative folder/,
    ],
  ])('says why it cannot be judged: %s', (_what, given, problem) => {
    const subject = subjectOf(given as Record<string, string>);
    expect(subject.problem).toMatch(problem);
    expect(subject.sourceUrl).toBeUndefined();
  });

  it('leaves out annotations that are too long', () => {
    const subject = subjectOf({ [source]: good, [annotations.image]: 'x'.repeat(2001) });
    expect(subject.annotations).toEqual({});
  });

  it('never leaves the allowed hosts, whatever the annotations say', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl(), fc.string(), fc.constant('https://github.com/a/b/tree/main/')),
        fc.oneof(fc.string(), fc.webPath(), fc.constantFrom('..', '//evil.test', 'a\\..\\b')),
        (location, path) => {
          const subject = subjectOf({ [source]: `url:${location}`, [annotations.path]: path });
          expect(subject.sourceUrl === undefined).toBe(subject.problem !== undefined);
          expect(allowedHosts).toContain(new URL(subject.sourceUrl ?? 'https://github.com').host);
        },
      ),
    );
  });

  it('changes its fingerprint with anything that matters', () => {
    const prints = [
      subjectOf({ [source]: good }),
      subjectOf({ [source]: good }, { spec: { lifecycle: 'experimental' } }),
      subjectOf({ [source]: good, [annotations.workloadType]: 'job' }),
      subjectOf({ [source]: `${good}a/` }),
    ].map(subject => subject.fingerprint);
    expect(new Set(prints).size).toBe(4);
    expect(subjectOf({ [source]: good, 'acme.com/other': 'x' }).fingerprint).toBe(prints[0]);
  });
});
