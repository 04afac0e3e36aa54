import { Button, Select } from '@backstage/ui';
import { FleetEntities, FleetEntity } from '@container-lens/backstage-plugin-container-lens-common';
import { useLens } from '../data/useLens';
import { Grade, grades } from '../presentation/grade';
import { Level, levels } from '../presentation/level';
import { FacetGroup } from './FacetGroup';
import styles from './fleet.module.css';
import { FleetFacet, FleetSearch, isNarrowed, widen } from './fleetSearch';
import { readableRef } from './readableRef';
import { statusWords } from './statusWords';

const anyCheck = 'any';

/** Properties of {@link FleetFacets}. */
export interface FleetFacetsProps {
  readonly facets: FleetEntities['facets'];
  readonly search: FleetSearch;
  readonly onSearch: (search: FleetSearch) => void;
}

/** What the fleet can be narrowed down by, with how much of it is where. */
export function FleetFacets({ facets, search, onSearch }: FleetFacetsProps) {
  const { value: lens } = useLens();
  const choose = (facet: FleetFacet) => (chosen: readonly string[]) =>
    onSearch({ ...search, facets: { ...search.facets, [facet]: chosen } });
  const titles = new Map(lens?.checks.map(({ id, title }) => [id, title]));
  const checks = [...new Set([...Object.keys(facets.check), search.check].filter(Boolean))].sort(
    (a, b) => (facets.check[b] ?? 0) - (facets.check[a] ?? 0) || a.localeCompare(b),
  );
  return (
    <div className={styles.facets}>
      <FacetGroup
        label="Grade"
        counts={facets.grade}
        chosen={search.facets.grade}
        order={Object.keys(grades)}
        say={grade =>
          Object.hasOwn(grades, grade)
            ? `${grade === 'none' ? '' : `${grade} · `}${grades[grade as Grade].words}`
            : grade
        }
        onChange={choose('grade')}
      />
      <FacetGroup
        label="Level"
        counts={facets.level}
        chosen={search.facets.level}
        order={Object.keys(levels)}
        say={level => (Object.hasOwn(levels, level) ? levels[level as Level] : level)}
        onChange={choose('level')}
      />
      <FacetGroup
        label="Owner"
        counts={facets.owner}
        chosen={search.facets.owner}
        say={readableRef}
        onChange={choose('owner')}
      />
      <FacetGroup
        label="Status"
        counts={facets.status}
        chosen={search.facets.status}
        order={Object.keys(statusWords)}
        say={status =>
          Object.hasOwn(statusWords, status) ? statusWords[status as FleetEntity['status']] : status
        }
        onChange={choose('status')}
      />
      {checks.length > 0 && (
        <Select
          label="Failing check"
          className={styles.checkSelect}
          value={search.check || anyCheck}
          onChange={check =>
            onSearch({ ...search, check: check === anyCheck ? '' : String(check ?? '') })
          }
          options={[
            { id: anyCheck, label: 'Any' },
            ...checks.map(check => ({
              id: check,
              label: `${titles.get(check) ?? check} (${facets.check[check] ?? 0})`,
            })),
          ]}
        />
      )}
      {isNarrowed(search) && (
        <div>
          <Button variant="secondary" size="small" onPress={() => onSearch(widen(search))}>
            Clear all filters
          </Button>
        </div>
      )}
    </div>
  );
}
