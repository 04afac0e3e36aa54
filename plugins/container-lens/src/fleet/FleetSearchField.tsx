import { SearchField } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import styles from './fleet.module.css';

/** Milliseconds without a key press before the search starts. */
const pause = 300;

/** Properties of {@link FleetSearchField}. */
export interface FleetSearchFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Searches while typing, once the typing pauses. */
export function FleetSearchField({ value, onChange }: FleetSearchFieldProps) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const onChangeRef = useRef(onChange);
  onChangeRef.current = onChange;

  useEffect(() => {
    // Changed from outside, for example by "Clear all filters" or the back button.
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === sent.current) {
      return undefined;
    }
    const timer = setTimeout(() => {
      sent.current = text;
      onChangeRef.current(text);
    }, pause);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <SearchField
      aria-label="Search services"
      placeholder="Search by name, owner or system"
      className={styles.search}
      value={text}
      onChange={next => setText(next.slice(0, 200))}
    />
  );
}
