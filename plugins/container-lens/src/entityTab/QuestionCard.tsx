import { sayQuestionId } from '../presentation/questionId';
import { RiskPill } from '../presentation/RiskPill';
import { showCoverage, showScore } from '../presentation/score';
import { ArrangedQuestion } from './arrangeChecks';
import { CheckList, CheckListContext } from './CheckList';
import { Disclosure } from './Disclosure';
import styles from './entityTab.module.css';

/** Properties of {@link QuestionCard}. */
export interface QuestionCardProps {
  readonly arranged: ArrangedQuestion;
  readonly context: CheckListContext;
  readonly open: boolean;
  readonly onToggle: () => void;
  /** Opens a check that is shown under another question. */
  readonly onShow: (check: string) => void;
}

/** One question of the lens: its risk, and the checks that answer it. */
export function QuestionCard({ arranged, context, open, onToggle, onShow }: QuestionCardProps) {
  const { question, checks, related } = arranged;
  return (
    <Disclosure
      level={4}
      open={open}
      onToggle={onToggle}
      heading={
        <>
          <span className={styles.questionId} title={question.id}>
            {sayQuestionId(question.id)}
          </span>{' '}
          {question.text}
        </>
      }
      facts={
        <>
          {question.score !== undefined && (
            <span className={styles.number}>
              {showScore(question.score)} · {showCoverage(question.coverage)} decided
            </span>
          )}
          <RiskPill risk={question.risk} />
        </>
      }
    >
      {checks.length > 0 && <CheckList results={checks} context={context} />}
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
    </Disclosure>
  );
}
