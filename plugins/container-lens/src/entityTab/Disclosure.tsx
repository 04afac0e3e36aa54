import { RiArrowRightSLine } from '@remixicon/react';
import { ReactNode, useId } from 'react';
import { joinClasses } from '../presentation/joinClasses';
import styles from './entityTab.module.css';

/** Properties of {@link Disclosure}. */
export interface DisclosureProps {
  /** Level of the heading that holds the button. */
  readonly level: 3 | 4;
  readonly heading: ReactNode;
  /** Stands at the end of the line, inside of the button. */
  readonly facts?: ReactNode;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** A card with a heading that unfolds it. */
export function Disclosure(props: DisclosureProps) {
  const { level, heading, facts, open, onToggle, children } = props;
  const panel = useId();
  const name = useId();
  const Heading = `h${level}` as const;
  return (
    <section className={styles.group} aria-labelledby={name}>
      <Heading className={styles.groupHeading}>
        <button
          type="button"
          className={styles.groupButton}
          aria-expanded={open}
          aria-controls={open ? panel : undefined}
          onClick={onToggle}
        >
          <RiArrowRightSLine
            size={18}
            aria-hidden
            className={joinClasses(styles.chevron, open && styles.chevronOpen)}
          />
          <span className={styles.groupTitle} id={name}>
            {heading}
          </span>
          {facts && <span className={styles.groupFacts}>{facts}</span>}
        </button>
      </Heading>
      {open && <div id={panel}>{children}</div>}
    </section>
  );
}
