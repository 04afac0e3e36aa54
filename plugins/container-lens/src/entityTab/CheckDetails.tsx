import {
  WireCheckResult,
  WireLens,
  WireScorecard,
} from '@container-lens/backstage-plugin-container-lens-common';
import { sayQuestionId } from '../presentation/questionId';
import { Notice } from '../presentation/Notice';
import { VerdictMark } from '../presentation/VerdictMark';
import styles from './entityTab.module.css';
import { FindingList } from './FindingList';

/** Properties of {@link CheckDetails}. */
export interface CheckDetailsProps {
  readonly result: WireCheckResult;
  readonly check?: WireLens['checks'][number];
  /** The questions it answers. */
  readonly questions: WireScorecard['questions'];
}

/** Everything that is known of one check: each unit with its reason, findings and evidence, and what to do. */
export function CheckDetails({ result, check, questions }: CheckDetailsProps) {
  const { verdict, units, waiver, waived, remediation, decidedBy } = result;
  const undecided = units.some(unit => unit.verdict === 'unknown');
  return (
    <div className={styles.details}>
      {waived && (
        <Notice kind="info" title="Accepted risk: this check is out of the score">
          {waiver
            ? `${waiver.reason} Approved by ${waiver.approver}, until ${waiver.expiresAt}.`
            : 'The waiver gives no reason.'}
        </Notice>
      )}
      {units.map(unit => (
        <div key={unit.unit} className={styles.unit}>
          <p className={styles.unitHead}>
            <code>{unit.unit}</code>
            {units.length > 1 && <VerdictMark verdict={unit.verdict} />}
          </p>
          <p className={styles.reason}>{unit.reason}</p>
          {unit.findings.length > 0 && <FindingList findings={unit.findings} />}
          {unit.evidence.length > 0 && (
            <>
              <p className={styles.label}>Looked at</p>
              <FindingList findings={unit.evidence} />
            </>
          )}
        </div>
      ))}
      {undecided && decidedBy.length > 0 && (
        <div>
          <p className={styles.label}>What would decide it</p>
          <ul className={styles.findings}>
            {decidedBy.map(source => {
              const description = check?.evidence.find(({ id }) => id === source)?.description;
              return (
                <li key={source}>
                  {description ?? 'A source of this kind:'} <code>{source}</code>
                </li>
              );
            })}
          </ul>
        </div>
      )}
      {(verdict === 'fail' || verdict === 'warn') && (
        <div>
          <p className={styles.label}>How to fix it</p>
          <p className={styles.prose}>{remediation}</p>
        </div>
      )}
      {check && (
        <div>
          <p className={styles.label}>Passes when</p>
          <p className={styles.prose}>{check.logic.pass}</p>
        </div>
      )}
      {questions.length > 0 && (
        <div>
          <p className={styles.label}>{questions.length === 1 ? 'Question' : 'Questions'}</p>
          <ul className={styles.findings}>
            {questions.map(({ id, text }) => (
              <li key={id}>
                <span className={styles.questionId}>{sayQuestionId(id)}</span> {text}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className={styles.id}>
        <code>{result.check}</code>
      </p>
    </div>
  );
}
