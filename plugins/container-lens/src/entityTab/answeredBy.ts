import { WireCheckResult } from '@container-lens/backstage-plugin-container-lens-common';

/** Who or what would turn an unknown verdict into a decided one. */
export type Answerer =
  'registry' | 'people' | 'repository' | 'organisation' | 'git-host' | 'workload' | 'other';

/** How each is called in `Unknown: … would answer`, and what to do about it; in the order they are shown. */
export const answerers: Readonly<
  Record<Answerer, { readonly name: string; readonly help: string }>
> = {
  registry: {
    name: 'the image registry',
    help: 'Whether the pushed image is what the repository promises can only be read there.',
  },
  people: {
    name: 'a statement of people',
    help: 'Write it into .container-lens.yaml, with its evidence and an end.',
  },
  repository: {
    name: 'a clearer repository',
    help: 'Something is there that could not be read or resolved; each reason says what.',
  },
  organisation: {
    name: 'the organisation’s settings',
    help: 'The platform team says it once for all services, in the organisation document.',
  },
  'git-host': {
    name: 'the Git host',
    help: 'Branch rules and settings of the repository stand there.',
  },
  workload: {
    name: 'what runs',
    help: 'An annotation of the entity or a look at the running workload would tell.',
  },
  other: { name: 'another source', help: 'Each check says which.' },
};

/** The order in which answerers are shown. */
export const answererOrder = Object.keys(answerers) as readonly Answerer[];

// The first that fits: what runs knows more than the registry, and that more than a setting.
const bySource: readonly (readonly [Answerer, RegExp])[] = [
  ['workload', /^(runtime|gitops|guardduty-api)$/],
  ['registry', /^(ecr-api|registry-.+|parent-registry|image-filesystem|inspector-api)$/],
  ['git-host', /^scm-api$/],
  ['people', /^attestation$/],
  ['organisation', /^(organisation-config|parent-table)$/],
];

/** Who would decide an unknown check, by the code of its reason and the sources that can decide it. */
export function answeredBy(result: WireCheckResult): Answerer {
  const code = result.units.find(unit => unit.verdict === 'unknown')?.code;
  switch (code) {
    case 'attestation-missing':
    case 'attestation-expired':
      return 'people';
    case 'unparseable':
    case 'unresolved-variable':
    case 'evidence-conflict':
      return 'repository';
    default: {
      const found = bySource.find(([, source]) => result.decidedBy.some(id => source.test(id)));
      return found?.[0] ?? (result.decidedBy.length > 0 ? 'repository' : 'other');
    }
  }
}
