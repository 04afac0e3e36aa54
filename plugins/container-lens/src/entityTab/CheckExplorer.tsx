import { WireScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { Button } from '@backstage/ui';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLens } from '../data/useLens';
import { count } from '../presentation/score';
import { arrangeChecks } from './arrangeChecks';
import { CheckFilterBar } from './CheckFilterBar';
import { CheckListContext } from './CheckList';
import styles from './entityTab.module.css';
import { QuestionView } from './QuestionView';
import { ResultView } from './ResultView';
import { Scope } from './Scope';
import { useCheckFilter } from './useCheckFilter';
import { ViewSwitch } from './ViewSwitch';

/** All checks of a scorecard, by result or by question, with a filter. */
export function CheckExplorer({ scorecard }: { scorecard: WireScorecard }) {
  const { value: lens } = useLens();
  const { filter, setFilter, view, setView, linkedCheck } = useCheckFilter();
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(linkedCheck ? [linkedCheck] : []),
  );
  const [shownCheck, setShownCheck] = useState(linkedCheck);

  const show = useCallback((check: string) => {
    setOpen(current => new Set([...current, check]));
    setShownCheck(check);
  }, []);
  useEffect(() => {
    if (linkedCheck) {
      show(linkedCheck);
    }
  }, [linkedCheck, show]);
  const toggle = useCallback(
    (check: string) =>
      setOpen(current => {
        const next = new Set(current);
        if (!next.delete(check)) {
          next.add(check);
        }
        return next;
      }),
    [],
  );

  const arranged = useMemo(
    () => arrangeChecks({ scorecard, lens, filter }),
    [scorecard, lens, filter],
  );
  const filtering = filter.verdicts.length > 0 || filter.text.trim() !== '';
  const context: CheckListContext = {
    scorecard,
    lens,
    open,
    linkedCheck: shownCheck,
    onToggle: toggle,
  };
  return (
    <section aria-labelledby="container-lens-checks" className={styles.explorer}>
      <div className={styles.explorerHead}>
        <h2 id="container-lens-checks" className={styles.heading}>
          Checks
        </h2>
        <ViewSwitch view={view} onChange={setView} />
      </div>
      <Scope lens={lens} />
      <CheckFilterBar filter={filter} counts={arranged.counts} onChange={setFilter} />
      <p role="status" className={styles.shown}>
        {arranged.shown === scorecard.results.length
          ? count(arranged.shown, 'check')
          : `${arranged.shown} of ${count(scorecard.results.length, 'check')}`}
      </p>
      {arranged.shown === 0 && (
        <div className={styles.empty}>
          <p>No check matches this filter.</p>
          <Button
            variant="secondary"
            size="small"
            onPress={() => setFilter({ verdicts: [], text: '' })}
          >
            Show all checks
          </Button>
        </div>
      )}
      {view === 'results' ? (
        // What was folded by hand does not stay folded for another filter.
        <ResultView
          key={String(filtering)}
          results={arranged.results}
          filtering={filtering}
          context={context}
        />
      ) : (
        <QuestionView
          key={String(filtering)}
          pillars={arranged.pillars}
          filtering={filtering}
          context={context}
          onShow={show}
        />
      )}
    </section>
  );
}
