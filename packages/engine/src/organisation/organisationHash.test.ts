import fc from 'fast-check';
import { OrganisationDocument, organisationSchema } from './organisation';
import { organisationHash } from './organisationHash';

describe('organisationHash', () => {
  it('does not depend on the order of keys', () => {
    const document = organisationSchema.parse({ name: 'Acme', approvedParents: ['a', 'b'] });
    const reversed = Object.fromEntries(Object.entries(document).reverse());
    expect(organisationHash(reversed as OrganisationDocument)).toBe(organisationHash(document));
  });

  it('is the same for a document and its JSON, defaults written out or not', () => {
    const document = organisationSchema.parse({});
    const travelled = organisationSchema.parse(JSON.parse(JSON.stringify(document)));
    expect(organisationHash(travelled)).toBe(organisationHash(document));
    expect(organisationHash({ ...document, name: undefined })).toBe(organisationHash(document));
  });

  it.each([
    { runners: { ephemeral: ['arc-*'] } },
    { approvedParents: [{ repository: 'a', status: 'deprecated' as const }] },
    { parameters: { 'perf-image-size-regression': { warn_percent: 11 } } },
    { weights: { SEC: 0.5 } },
    { deliveryElsewhere: true },
  ])('changes with %j', change => {
    const hash = organisationHash(organisationSchema.parse(change));
    expect(hash).not.toBe(organisationHash(organisationSchema.parse({})));
  });

  it('changes with every value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 9 }), { maxLength: 4 }),
        fc.array(fc.string({ minLength: 1, maxLength: 9 }), { maxLength: 4 }),
        (a, b) => {
          const hash = (parents: string[]) =>
            organisationHash(organisationSchema.parse({ approvedParents: parents }));
          expect(hash(a) === hash(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
        },
      ),
    );
  });
});
