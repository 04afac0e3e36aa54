import { SearchField, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { toneClass } from '../presentation/tone';
import { Verdict, isVerdict, verdictOrder, verdicts } from '../presentation/verdict';
import { CheckFilter } from './arrangeChecks';
import styles from './entityTab.module.css';

/** Properties of {@link CheckFilterBar}. */
export interface CheckFilterBarProps {
  readonly filter: CheckFilter;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly onChange: (filter: CheckFilter) => void;
}

/** Chooses which checks are shown: any of several verdicts, and words. */
export function CheckFilterBar({ filter, counts, onChange }: CheckFilterBarProps) {
  return (
    <div className={styles.filters}>
      <ToggleButtonGroup
        aria-label="Show only these verdicts"
        className={styles.verdicts}
        selectionMode="multiple"
        selectedKeys={filter.verdicts}
        onSelectionChange={keys =>
          onChange({ ...filter, verdicts: [...keys].map(String).filter(isVerdict) })
        }
      >
        {verdictOrder
          .filter(verdict => counts[verdict] > 0 || filter.verdicts.includes(verdict))
          .map(verdict => {
            const { plural, tone, icon: Icon } = verdicts[verdict];
            return (
              <ToggleButton
                key={verdict}
                id={verdict}
                size="small"
                iconStart={
                  <span className={`${styles.filterIcon} ${toneClass(tone)}`}>
                    <Icon size={16} aria-hidden />
                  </span>
                }
              >
                {`${plural} ${counts[verdict]}`}
              </ToggleButton>
            );
          })}
      </ToggleButtonGroup>
      <SearchField
        aria-label="Search checks"
        placeholder="Search checks and findings"
        size="small"
        className={styles.search}
        value={filter.text}
        onChange={text => onChange({ ...filter, text: text.slice(0, 200) })}
      />
    </div>
  );
}
