import { Button, Checkbox, CheckboxGroup } from '@backstage/ui';
import { useState } from 'react';
import styles from './fleet.module.css';

/** Values shown before the rest is asked for. */
const fewest = 8;

/** Properties of {@link FacetGroup}. */
export interface FacetGroupProps {
  readonly label: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly chosen: readonly string[];
  /** Values that have an order of their own; others come by count. */
  readonly order?: readonly string[];
  readonly say: (value: string) => string;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** The values of one facet with their counts, of which any can be chosen. */
export function FacetGroup({ label, counts, chosen, order, say, onChange }: FacetGroupProps) {
  const [all, setAll] = useState(false);
  const rank = (value: string) => order?.indexOf(value) ?? 0;
  const values = [...new Set([...Object.keys(counts), ...chosen])].sort(
    (a, b) =>
      rank(a) - rank(b) || (counts[b] ?? 0) - (counts[a] ?? 0) || say(a).localeCompare(say(b)),
  );
  if (values.length === 0) {
    return null;
  }
  const shown = all ? values : values.filter((value, i) => i < fewest || chosen.includes(value));
  return (
    <div className={styles.facet}>
      <CheckboxGroup label={label} value={[...chosen]} onChange={onChange}>
        {shown.map(value => (
          <Checkbox key={value} value={value} className={styles.facetValue}>
            <span className={styles.facetLabel}>
              <span className={styles.facetName}>{say(value)}</span>
              <span className={styles.facetCount}>{counts[value] ?? 0}</span>
            </span>
          </Checkbox>
        ))}
      </CheckboxGroup>
      {shown.length < values.length && (
        <Button variant="tertiary" size="small" onPress={() => setAll(true)}>
          {`Show all ${values.length}`}
        </Button>
      )}
    </div>
  );
}
