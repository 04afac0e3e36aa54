import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import styles from './entityTab.module.css';

/** How checks are arranged: by what is to do about them, or under the questions of the lens. */
export type CheckView = 'results' | 'questions';

/** Properties of {@link ViewSwitch}. */
export interface ViewSwitchProps {
  readonly view: CheckView;
  readonly onChange: (view: CheckView) => void;
}

/** Chooses how the checks are arranged. */
export function ViewSwitch({ view, onChange }: ViewSwitchProps) {
  return (
    <ToggleButtonGroup
      aria-label="Arrange checks"
      className={styles.verdicts}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[view]}
      onSelectionChange={keys =>
        onChange([...keys].includes('questions') ? 'questions' : 'results')
      }
    >
      <ToggleButton id="results" size="small">
        By result
      </ToggleButton>
      <ToggleButton id="questions" size="small">
        By question
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
