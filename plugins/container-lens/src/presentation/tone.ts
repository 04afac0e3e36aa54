import styles from './tones.module.css';

/** How good something is, for colour. Never the only sign: a word or an icon always stands beside it. */
export type Tone = 'good' | 'fine' | 'caution' | 'weak' | 'poor' | 'neutral';

/** The class that sets the colours of a tone as custom properties on an element and what is in it. */
export function toneClass(tone: Tone): string {
  return styles[tone] ?? '';
}
