import { Button, Container, Select, Skeleton, TablePagination } from '@backstage/ui';
import { useState } from 'react';
import { useNarrow } from '../data/useNarrow';
import { describeFailure } from '../data/describeFailure';
import { FailureNotice } from '../presentation/FailureNotice';
import { Notice } from '../presentation/Notice';
import { count } from '../presentation/score';
import { FleetCards } from './FleetCards';
import { FleetFacets } from './FleetFacets';
import { FleetOrder, fleetOrders, isNarrowed, widen } from './fleetSearch';
import { FleetSearchField } from './FleetSearchField';
import { FleetTable } from './FleetTable';
import styles from './fleet.module.css';
import { GradeDistribution } from './GradeDistribution';
import { Fleet, fleetPageSize, useFleet } from './useFleet';

/** All services with their grades, worst first. */
export function FleetPage() {
  const fleet = useFleet();
  const narrow = useNarrow();
  const [filtersOpen, setFiltersOpen] = useState(false);
  const { search, setSearch, error, reload } = fleet;
  const page = fleet.value ?? (error ? undefined : fleet.previous);

  const filters = page && <FleetFacets facets={page.facets} search={search} onSearch={setSearch} />;
  return (
    <Container>
      <div className={styles.page}>
        <div className={styles.intro}>
          <p className={styles.lead}>
            Every service of the catalog against the AWS Well-Architected Container Build Lens,
            worst first unless sorted otherwise.
          </p>
          {page && <GradeDistribution counts={page.facets.grade} />}
        </div>
        <div className={styles.toolbar}>
          <FleetSearchField value={search.q} onChange={q => setSearch({ ...search, q })} />
          {narrow && (
            <>
              <Select
                aria-label="Sort by"
                className={styles.sort}
                value={search.orderBy}
                onChange={order =>
                  setSearch({ ...search, orderBy: (order as FleetOrder | null) ?? 'grade' })
                }
                options={Object.entries(fleetOrders).map(([id, words]) => ({
                  id,
                  label: `Sort by ${words.toLowerCase()}`,
                }))}
              />
              <Button
                variant="secondary"
                aria-expanded={filtersOpen}
                onPress={() => setFiltersOpen(open => !open)}
              >
                {filtersOpen ? 'Hide filters' : 'Filters'}
              </Button>
            </>
          )}
        </div>
        <div className={styles.columns}>
          {(!narrow || filtersOpen) && (
            <aside className={styles.aside} aria-label="Filters">
              {filters ?? (error ? undefined : <Skeleton width="100%" height={320} />)}
            </aside>
          )}
          <section className={styles.results} aria-label="Services">
            {!page && error && (
              <FailureNotice
                error={error}
                what="the fleet"
                onRetry={describeFailure(error).kind === 'forbidden' ? undefined : reload}
              />
            )}
            {!page && !error && (
              <div role="status" aria-label="Loading the fleet">
                <Skeleton width="100%" height={360} />
              </div>
            )}
            {page && <Results fleet={fleet} page={page} narrow={narrow} />}
          </section>
        </div>
      </div>
    </Container>
  );
}

interface ResultsProps {
  readonly fleet: Fleet;
  readonly page: NonNullable<Fleet['value']>;
  readonly narrow: boolean;
}

function Results({ fleet, page, narrow }: ResultsProps) {
  const { search, setSearch, loading, error, offset, nextPage, previousPage } = fleet;
  const { items, totalItems } = page;
  return (
    <>
      <p role="status" className={styles.total}>
        {loading ? 'Loading…' : count(totalItems, 'service')}
      </p>
      {error && (
        <Notice kind="warning" title="Could not look for news">
          {describeFailure(error).message}
        </Notice>
      )}
      {items.length === 0 && !loading && <Nothing fleet={fleet} />}
      {items.length > 0 &&
        (narrow ? (
          <FleetCards items={items} />
        ) : (
          <FleetTable items={items} search={search} stale={loading} onSearch={setSearch} />
        ))}
      {(nextPage || previousPage) && (
        <TablePagination
          pageSize={fleetPageSize}
          pageSizeOptions={[]}
          offset={offset}
          totalCount={totalItems}
          hasNextPage={Boolean(nextPage)}
          hasPreviousPage={Boolean(previousPage)}
          onNextPage={() => nextPage?.()}
          onPreviousPage={() => previousPage?.()}
        />
      )}
    </>
  );
}

function Nothing({ fleet: { search, setSearch } }: { fleet: Fleet }) {
  return (
    <div className={styles.nothing}>
      {isNarrowed(search) ? (
        <>
          <p>No service matches these filters.</p>
          <Button variant="secondary" size="small" onPress={() => setSearch(widen(search))}>
            Clear all filters
          </Button>
        </>
      ) : (
        <>
          <p>
            <strong>No service has been assessed yet.</strong>
          </p>
          <p>
            Components of the catalog whose source can be read appear here by themselves. Create one
            from a golden path, or register a repository.
          </p>
        </>
      )}
    </div>
  );
}
