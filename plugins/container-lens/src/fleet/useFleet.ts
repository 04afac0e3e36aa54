import { useApi } from '@backstage/frontend-plugin-api';
import { FleetEntities } from '@container-lens/backstage-plugin-container-lens-common';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { Loaded, useLoad } from '../data/useLoad';
import { FleetSearch, readFleetSearch, writeFleetSearch } from './fleetSearch';

/** Rows per page. */
export const fleetPageSize = 25;

/** One page of the fleet and how to get to the others. */
export interface Fleet extends Loaded<FleetEntities> {
  readonly search: FleetSearch;
  readonly setSearch: (search: FleetSearch) => void;
  /** Number of the first row of this page, from 0. */
  readonly offset: number;
  readonly nextPage?: () => void;
  readonly previousPage?: () => void;
}

/** Loads the page of the fleet that the address asks for. Cursors are not part of the address: they do not last. */
export function useFleet(): Fleet {
  const api = useApi(containerLensApiRef);
  const [params, setParams] = useSearchParams();
  const search = readFleetSearch(params);
  const searchKey = writeFleetSearch(search).toString();
  // Cursors of the pages before and of this one; they belong to one search.
  const [paging, setPaging] = useState<{ searchKey: string; cursors: readonly string[] }>({
    searchKey,
    cursors: [],
  });
  const cursors = paging.searchKey === searchKey ? paging.cursors : [];
  const cursor = cursors[cursors.length - 1];

  const loaded = useLoad(`${searchKey} ${cursor ?? ''}`, signal =>
    api.getFleetEntities(
      {
        q: search.q || undefined,
        grade: search.facets.grade.join(',') || undefined,
        level: search.facets.level.join(',') || undefined,
        owner: search.facets.owner.join(',') || undefined,
        status: search.facets.status.join(',') || undefined,
        check: search.check || undefined,
        orderBy: search.orderBy,
        direction: search.direction,
        limit: fleetPageSize,
        cursor,
      },
      { signal },
    ),
  );

  const setSearch = useCallback(
    (next: FleetSearch) => setParams(writeFleetSearch(next), { replace: true }),
    [setParams],
  );
  const next = loaded.value?.nextCursor;
  return {
    ...loaded,
    search,
    setSearch,
    offset: cursors.length * fleetPageSize,
    nextPage: next ? () => setPaging({ searchKey, cursors: [...cursors, next] }) : undefined,
    previousPage:
      cursors.length > 0
        ? () => setPaging({ searchKey, cursors: cursors.slice(0, -1) })
        : undefined,
  };
}
