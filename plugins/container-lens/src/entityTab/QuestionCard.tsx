import { WireLens, WireScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { sayQuestionId } from '../presentation/questionId';
import { RiskPill } from '../presentation/RiskPill';
import { showCoverage, showScore } from '../presentation/score';
import { ArrangedQuestion } from './arrangeChecks';
import { CheckRow } from './CheckRow';
import styles from './entityTab.module.css';

/** Properties of {@link QuestionCard}. */
export interface QuestionCardProps {
  readonly arranged: ArrangedQuestion;
  readonly lens?: WireLens;
  readonly improvements: WireScorecard['improvements'];
  readonly open: ReadonlySet<string>;
  readonly linkedCheck?: string;
  readonly onToggle: (check: string) => void;
  /** Opens a check that is shown under another question. */
  readonly onShow: (check: string) => void;
}

/** One question of the lens: its risk, and the checks that answer it. */
export function QuestionCard(props: QuestionCardProps) {
  const { arranged, lens, improvements, open, linkedCheck, onToggle, onShow } = props;
  const { question, checks, related } = arranged;
  return (
    <section className={styles.question} aria-label={question.text}>
      <header className={styles.questionHead}>
        <h4 className={styles.questionText}>
          <span className={styles.questionId} title={question.id}>
            {sayQuestionId(question.id)}
          </span>{' '}
          {question.text}
        </h4>
        <span className={styles.questionFacts}>
          {question.score !== undefined && (
            <span className={styles.number}>
              {showScore(question.score)} · {showCoverage(question.coverage)} decided
            </span>
          )}
          <RiskPill risk={question.risk} />
        </span>
      </header>
      {checks.length > 0 && (
        <ul className={styles.checks}>
          {checks.map(result => (
            <CheckRow
              key={result.check}
              result={result}
              check={lens?.checks.find(({ id }) => id === result.check)}
              gain={improvements.find(({ check }) => check === result.check)?.gain}
              open={open.has(result.check)}
              linked={linkedCheck === result.check}
              onToggle={onToggle}
            />
          ))}
        </ul>
      )}
      {related.length > 0 && (
        <p className={styles.related}>
          Also counts here:{' '}
          {related.map((result, index) => (
            <span key={result.check}>
              {index > 0 && ', '}
              <button
                type="button"
                className={styles.relatedLink}
                onClick={() => onShow(result.check)}
              >
                {result.title}
              </button>
            </span>
          ))}
        </p>
      )}
    </section>
  );
}
