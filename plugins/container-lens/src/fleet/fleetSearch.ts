import { FleetQuery } from '@container-lens/backstage-plugin-container-lens-common';

/** What can be sorted by. */
export type FleetOrder = NonNullable<FleetQuery['orderBy']>;

/** Facets of which several values can be chosen. */
export type FleetFacet = 'grade' | 'level' | 'owner' | 'status';

/** What the fleet page is asked to show. */
export interface FleetSearch {
  readonly q: string;
  readonly facets: Readonly<Record<FleetFacet, readonly string[]>>;
  /** Only entities on which this check fails. */
  readonly check: string;
  readonly orderBy: FleetOrder;
  readonly direction: 'asc' | 'desc';
}

/** Words for each order, in the order of the columns. */
export const fleetOrders: Readonly<Record<FleetOrder, string>> = {
  name: 'Name',
  grade: 'Grade',
  level: 'Level',
  owner: 'Owner',
  failures: 'Failures',
  assessedAt: 'Assessed',
};

/** Facets with several values, as the page lists them. */
export const fleetFacets: readonly FleetFacet[] = ['grade', 'level', 'owner', 'status'];

/** Reads a search from the query of an address; what it does not know is ignored. */
export function readFleetSearch(params: URLSearchParams): FleetSearch {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean).slice(0, 50);
  const orderBy = params.get('orderBy') ?? '';
  return {
    q: (params.get('q') ?? '').slice(0, 200),
    facets: {
      grade: list('grade'),
      level: list('level'),
      owner: list('owner'),
      status: list('status'),
    },
    check: (params.get('check') ?? '').slice(0, 100),
    orderBy: Object.hasOwn(fleetOrders, orderBy) ? (orderBy as FleetOrder) : 'grade',
    direction: params.get('direction') === 'desc' ? 'desc' : 'asc',
  };
}

/** Writes a search as the query of an address, without what is as it is by default. */
export function writeFleetSearch(search: FleetSearch): URLSearchParams {
  const params = new URLSearchParams();
  if (search.q) {
    params.set('q', search.q);
  }
  for (const facet of fleetFacets) {
    if (search.facets[facet].length > 0) {
      params.set(facet, search.facets[facet].join(','));
    }
  }
  if (search.check) {
    params.set('check', search.check);
  }
  if (search.orderBy !== 'grade') {
    params.set('orderBy', search.orderBy);
  }
  if (search.direction !== 'asc') {
    params.set('direction', search.direction);
  }
  return params;
}

/** Whether anything narrows the fleet down. */
export function isNarrowed(search: FleetSearch): boolean {
  return Boolean(
    search.q || search.check || fleetFacets.some(facet => search.facets[facet].length > 0),
  );
}

/** The same search without anything that narrows it down. */
export function widen(search: FleetSearch): FleetSearch {
  return { ...search, q: '', check: '', facets: { grade: [], level: [], owner: [], status: [] } };
}
