/** What text means in a report, as colour where colours are wanted. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly heading: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly place: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly unknown: (text: string) => string;
}

/** ANSI colours of the terminal's own palette, or none. */
export function createPaint(color: boolean): Paint {
  const style = (open: string) => (text: string) =>
    color && text !== '' ? `\u001b[${open}m${text}\u001b[0m` : text;
  return {
    strong: style('1'),
    heading: style('1;4'),
    dim: style('2'),
    place: style('36'),
    good: style('32'),
    warn: style('33'),
    bad: style('31'),
    unknown: style('35'),
  };
}
