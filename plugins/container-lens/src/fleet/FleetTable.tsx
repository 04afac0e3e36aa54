import { Cell, Column, Row, TableBody, TableHeader, TableRoot } from '@backstage/ui';
import { FleetEntity } from '@container-lens/backstage-plugin-container-lens-common';
import { Age } from '../presentation/Age';
import { GradeBadge } from '../presentation/GradeBadge';
import { levels } from '../presentation/level';
import { showCoverage, showScore } from '../presentation/score';
import { EntityName } from './EntityName';
import { Failures } from './Failures';
import styles from './fleet.module.css';
import { FleetOrder, FleetSearch } from './fleetSearch';
import { Owner } from './Owner';

/** Properties of {@link FleetTable}. */
export interface FleetTableProps {
  readonly items: readonly FleetEntity[];
  readonly search: FleetSearch;
  /** True while a newer page is on its way. */
  readonly stale: boolean;
  readonly onSearch: (search: FleetSearch) => void;
}

/** The fleet as a table. */
export function FleetTable({ items, search, stale, onSearch }: FleetTableProps) {
  return (
    <div className={styles.tableScroll}>
      <TableRoot
        aria-label="Services and their grades"
        stale={stale}
        sortDescriptor={{
          column: search.orderBy,
          direction: search.direction === 'desc' ? 'descending' : 'ascending',
        }}
        onSortChange={({ column, direction }) =>
          onSearch({
            ...search,
            orderBy: String(column) as FleetOrder,
            direction: direction === 'descending' ? 'desc' : 'asc',
          })
        }
      >
        <TableHeader>
          <Column id="grade" allowsSorting className={styles.gradeColumn}>
            Grade
          </Column>
          <Column id="name" isRowHeader allowsSorting>
            Name
          </Column>
          <Column id="owner" allowsSorting className={styles.ownerColumn}>
            Owner
          </Column>
          <Column id="level" allowsSorting className={styles.smallColumn}>
            Level
          </Column>
          <Column id="failures" allowsSorting className={styles.failuresColumn}>
            Failures
          </Column>
          <Column id="coverage" className={styles.smallColumn}>
            Decided
          </Column>
          <Column id="assessedAt" allowsSorting className={styles.ageColumn}>
            Assessed
          </Column>
        </TableHeader>
        <TableBody items={items.map(entity => ({ id: entity.entityRef, entity }))}>
          {({ entity }) => (
            <Row>
              <Cell>
                <span className={styles.gradeCell}>
                  <GradeBadge grade={entity.grade ?? 'none'} />
                  {entity.value !== undefined && (
                    <span className={styles.score}>{showScore(entity.value)}</span>
                  )}
                </span>
              </Cell>
              <Cell>
                <EntityName entity={entity} />
              </Cell>
              <Cell>
                <Owner owner={entity.owner} />
              </Cell>
              <Cell>{entity.level ? levels[entity.level] : '–'}</Cell>
              <Cell>
                <Failures entity={entity} />
              </Cell>
              <Cell>
                <span className={styles.number}>
                  {entity.coverage === undefined ? '–' : showCoverage(entity.coverage)}
                </span>
              </Cell>
              <Cell>
                <span className={styles.age}>
                  {entity.assessedAt ? <Age at={entity.assessedAt} /> : 'Never'}
                </span>
              </Cell>
            </Row>
          )}
        </TableBody>
      </TableRoot>
    </div>
  );
}
