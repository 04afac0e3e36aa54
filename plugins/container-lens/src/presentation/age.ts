const units: ReadonlyArray<readonly [seconds: number, name: string]> = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];

/** `3 minutes ago`; `just now` below a minute and for clocks that run ahead. */
export function sayAge(timestamp: string, now: Date): string {
  const seconds = (now.getTime() - new Date(timestamp).getTime()) / 1_000;
  for (const [size, name] of units) {
    const amount = Math.floor(seconds / size);
    if (amount >= 1) {
      return `${amount} ${name}${amount === 1 ? '' : 's'} ago`;
    }
  }
  return 'just now';
}
