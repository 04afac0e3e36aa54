import { RiFlaskLine } from '@remixicon/react';
import { joinClasses } from './joinClasses';
import { toneClass } from './tone';
import styles from './presentation.module.css';

/** Says that something belongs to the example organisation and is nobody's real service. */
export function ExamplePill() {
  return (
    <span
      className={joinClasses(styles.pill, toneClass('fine'))}
      title="Part of the example organisation that the quick start brings along"
    >
      <RiFlaskLine size={14} aria-hidden />
      Example
    </span>
  );
}
