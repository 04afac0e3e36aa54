import { useEffect } from 'react';

/**
 * Answers for the person as long as there is a preset, which is until the form has an answer. It looks after every
 * render: fields that answer at the same moment overwrite each other's answers in the form.
 */
export function usePreset<T>(preset: T | undefined, onChange: (value: T) => void): void {
  useEffect(() => {
    if (preset !== undefined) {
      onChange(preset);
    }
  });
}
