import { useState } from 'react';
import { showScore } from '../presentation/score';
import { ArrangedPillar, ArrangedQuestion } from './arrangeChecks';
import { CheckListContext } from './CheckList';
import styles from './entityTab.module.css';
import { QuestionCard } from './QuestionCard';

/** Properties of {@link QuestionView}. */
export interface QuestionViewProps {
  readonly pillars: readonly ArrangedPillar[];
  readonly filtering: boolean;
  readonly context: CheckListContext;
  /** Opens a check that is shown under another question. */
  readonly onShow: (check: string) => void;
}

/** The questions of the lens by pillar, riskiest first, with the checks that answer them. */
export function QuestionView({ pillars, filtering, context, onShow }: QuestionViewProps) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isOpen = ({ question, checks }: ArrangedQuestion) =>
    checks.some(({ check }) => check === context.linkedCheck) ||
    (chosen.get(question.id) ?? filtering);
  return (
    <>
      {pillars.map(({ pillar, questions }) => (
        <section key={pillar.id} aria-labelledby={`container-lens-${pillar.id}`}>
          <h3 id={`container-lens-${pillar.id}`} className={styles.pillarHeading}>
            {pillar.name}
            <span className={styles.number}>{showScore(pillar.score)}</span>
          </h3>
          <div className={styles.groups}>
            {questions.map(arranged => (
              <QuestionCard
                key={arranged.question.id}
                arranged={arranged}
                context={context}
                open={isOpen(arranged)}
                onToggle={() =>
                  setChosen(current =>
                    new Map(current).set(arranged.question.id, !isOpen(arranged)),
                  )
                }
                onShow={onShow}
              />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}
