import { WireCheckResult } from '@container-lens/backstage-plugin-container-lens-common';
import { useState } from 'react';
import { joinClasses } from '../presentation/joinClasses';
import { toneClass } from '../presentation/tone';
import { verdicts } from '../presentation/verdict';
import { CheckList, CheckListContext } from './CheckList';
import { Disclosure } from './Disclosure';
import styles from './entityTab.module.css';
import { groupResults } from './groupResults';

/** Properties of {@link ResultView}. */
export interface ResultViewProps {
  readonly results: readonly WireCheckResult[];
  /** Somebody looks for something: every group that has some of it is unfolded. */
  readonly filtering: boolean;
  readonly context: CheckListContext;
}

/** Checks by what is to do about them. What asks for nothing is folded. */
export function ResultView({ results, filtering, context }: ResultViewProps) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  return (
    <div className={styles.groups}>
      {groupResults(results).map(group => {
        const { icon: Icon, tone } = verdicts[group.verdict];
        const isLinked = group.results.some(({ check }) => check === context.linkedCheck);
        const open = chosen.get(group.id) ?? (group.urgent || filtering || isLinked);
        return (
          <Disclosure
            key={group.id}
            level={3}
            open={open}
            onToggle={() => setChosen(current => new Map(current).set(group.id, !open))}
            heading={
              <>
                <span className={joinClasses(styles.filterIcon, toneClass(tone))}>
                  <Icon size={18} aria-hidden />
                </span>{' '}
                {group.title} <span className={styles.groupCount}>{group.results.length}</span>
              </>
            }
          >
            {group.note && <p className={styles.groupNote}>{group.note}</p>}
            <CheckList results={group.results} uniform={group.id !== 'waived'} context={context} />
          </Disclosure>
        );
      })}
    </div>
  );
}
