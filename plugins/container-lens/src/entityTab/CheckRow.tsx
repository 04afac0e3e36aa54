import {
  WireCheckResult,
  WireLens,
  WireScorecard,
} from '@container-lens/backstage-plugin-container-lens-common';
import { RiArrowRightSLine } from '@remixicon/react';
import { useEffect, useId, useRef } from 'react';
import { showGain } from '../presentation/score';
import { VerdictMark } from '../presentation/VerdictMark';
import { CheckDetails } from './CheckDetails';
import styles from './entityTab.module.css';

/** Properties of {@link CheckRow}. */
export interface CheckRowProps {
  readonly result: WireCheckResult;
  readonly check?: WireLens['checks'][number];
  /** The questions it answers. */
  readonly questions: WireScorecard['questions'];
  /** Points the score would gain by fixing it. */
  readonly gain?: number;
  readonly open: boolean;
  /** True when a link led here: the row scrolls into view and takes the focus. */
  readonly linked: boolean;
  readonly onToggle: (check: string) => void;
}

/** One check in a line, which unfolds. */
export function CheckRow(props: CheckRowProps) {
  const { result, check, questions, gain, open, linked, onToggle } = props;
  const panel = useId();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (linked) {
      button.current?.scrollIntoView?.({ block: 'center' });
      button.current?.focus({ preventScroll: true });
    }
  }, [linked]);

  const deciding = result.units.find(({ verdict }) => verdict === result.verdict);
  return (
    <li className={styles.check}>
      <button
        ref={button}
        type="button"
        className={styles.row}
        aria-expanded={open}
        aria-controls={open ? panel : undefined}
        onClick={() => onToggle(result.check)}
      >
        <RiArrowRightSLine size={18} aria-hidden className={styles.chevron} />
        <span className={styles.verdict}>
          <VerdictMark verdict={result.verdict} />
        </span>
        <span className={styles.title}>
          {result.title}
          {result.waived && <span className={styles.waived}>accepted risk</span>}
          {!open && deciding && result.verdict !== 'pass' && (
            <span className={styles.hint}>{deciding.reason}</span>
          )}
        </span>
        <span className={styles.severity}>
          {result.severity}
          <span className={styles.hidden}> severity</span>
        </span>
        <span className={styles.gain}>
          {gain !== undefined && (
            <>
              <strong>{showGain(gain)}</strong> points
            </>
          )}
        </span>
      </button>
      {open && (
        <div id={panel} role="group" aria-label={result.title}>
          <CheckDetails result={result} check={check} questions={questions} />
        </div>
      )}
    </li>
  );
}
