import { WireLens } from '@container-lens/backstage-plugin-container-lens-common';
import styles from './entityTab.module.css';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** How much of the lens is judged here. Nothing where it is all of it. */
export function Scope({ lens }: { lens?: WireLens }) {
  if (!lens || lens.scope.checks >= lens.scope.ofChecks) {
    return null;
  }
  const { checks, ofChecks, questions, ofQuestions, pillarsWithout } = lens.scope;
  return (
    <p className={styles.scope}>
      {checks} of the {ofChecks} checks of the lens are judged so far, on {questions} of its{' '}
      {ofQuestions} questions.
      {pillarsWithout.length > 0 &&
        ` ${list.format(pillarsWithout)} ${pillarsWithout.length === 1 ? 'has' : 'have'} none yet.`}{' '}
      What is not judged does not count.
    </p>
  );
}
