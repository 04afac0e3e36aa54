const lengthLimit = 2000;
const countLimit = 500;
const charactersLimit = 64 * 1024;

/**
 * What was read from short texts, kept for a while: the repositories of an organisation have the same lines in their
 * scripts (`set -euo pipefail`, `npm ci`), and a reading depends on nothing but the text.
 *
 * Bounded by two generations: what was not asked for since the last but one change of generation is forgotten.
 */
export class RecurringTexts<T extends object> {
  private recent = new Map<string, T>();
  private earlier: ReadonlyMap<string, T> = new Map();
  private characters = 0;

  /** `mode` is everything else the reading depends on, without a space. */
  get(text: string, mode: string, read: (text: string) => T): T {
    if (text.length > lengthLimit) return read(text);
    const key = `${mode} ${text}`;
    const known = this.recent.get(key);
    if (known) return known;
    // Words cut from the key do not keep the file alive that the text was cut from.
    const value = this.earlier.get(key) ?? read(key.slice(mode.length + 1));
    if (this.recent.size >= countLimit || this.characters >= charactersLimit) {
      this.earlier = this.recent;
      this.recent = new Map();
      this.characters = 0;
    }
    this.recent.set(key, value);
    this.characters += key.length;
    return value;
  }
}
