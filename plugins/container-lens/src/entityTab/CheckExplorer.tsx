import { WireScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { Button } from '@backstage/ui';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLens } from '../data/useLens';
import { count, showScore } from '../presentation/score';
import { arrangeChecks } from './arrangeChecks';
import { CheckFilterBar } from './CheckFilterBar';
import styles from './entityTab.module.css';
import { QuestionCard } from './QuestionCard';
import { Scope } from './Scope';
import { useCheckFilter } from './useCheckFilter';

/** All checks of a scorecard by pillar and question, with a filter. */
export function CheckExplorer({ scorecard }: { scorecard: WireScorecard }) {
  const { value: lens } = useLens();
  const { filter, setFilter, linkedCheck } = useCheckFilter();
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
  return (
    <section aria-labelledby="container-lens-checks" className={styles.explorer}>
      <h2 id="container-lens-checks" className={styles.heading}>
        Checks
      </h2>
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
      {arranged.pillars.map(({ pillar, questions }) => (
        <section key={pillar.id} aria-labelledby={`container-lens-${pillar.id}`}>
          <h3 id={`container-lens-${pillar.id}`} className={styles.pillarHeading}>
            {pillar.name}
            <span className={styles.number}>{showScore(pillar.score)}</span>
          </h3>
          <div className={styles.questions}>
            {questions.map(question => (
              <QuestionCard
                key={question.question.id}
                arranged={question}
                lens={lens}
                improvements={scorecard.improvements}
                open={open}
                linkedCheck={shownCheck}
                onToggle={toggle}
                onShow={show}
              />
            ))}
          </div>
        </section>
      ))}
    </section>
  );
}
