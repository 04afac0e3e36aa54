import { RenderError } from '../renderError';

/** A version as Helm's semver library reads it (missing parts are zero). */
export interface SemanticVersion {
  readonly parts: readonly [number, number, number];
  readonly prerelease: string;
  readonly metadata: string;
  readonly original: string;
}

const versionPattern =
  /^v?(\d{1,15})(?:\.(\d{1,15}))?(?:\.(\d{1,15}))?(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/;

/** Undefined when the text is no version. */
export function parseVersion(text: string): SemanticVersion | undefined {
  const match = versionPattern.exec(text);
  if (!match) return undefined;
  return {
    parts: [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)],
    prerelease: match[4] ?? '',
    metadata: match[5] ?? '',
    original: text,
  };
}

export function compareVersions(left: SemanticVersion, right: SemanticVersion): number {
  for (const index of [0, 1, 2] as const) {
    const difference = left.parts[index] - right.parts[index];
    if (difference !== 0) return Math.sign(difference);
  }
  return comparePrerelease(left.prerelease, right.prerelease);
}

function comparePrerelease(left: string, right: string): number {
  if (left === right) return 0;
  if (left === '') return 1;
  if (right === '') return -1;
  const a = left.split('.');
  const b = right.split('.');
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const x = a[index];
    const y = b[index];
    if (x === undefined) return -1;
    if (y === undefined) return 1;
    if (x === y) continue;
    const xNumber = /^\d+$/.test(x);
    const yNumber = /^\d+$/.test(y);
    if (xNumber && yNumber) return Number(x) < Number(y) ? -1 : 1;
    if (xNumber !== yNumber) return xNumber ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}

const constraintPattern =
  /^(=|==|!=|>=|=>|<=|=<|>|<|~|~>|\^)?\s*v?(\d{1,15}|[xX*])(?:\.(\d{1,15}|[xX*]))?(?:\.(\d{1,15}|[xX*]))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** True when the version satisfies a constraint such as `>=1.19-0 <2 || ~3.1`. */
export function satisfies(version: SemanticVersion, constraint: string): boolean {
  if (constraint.length > 300) throw new RenderError('limit', 'A version constraint is too long.');
  return constraint.split('||').some(alternative => {
    const ranged = alternative.replace(
      // eslint-disable-next-line regexp/no-super-linear-move -- 300 characters at most, see above.
      /([0-9A-Za-z.*+-]+)\s+-\s+([0-9A-Za-z.*+-]+)/g,
      (_, from: string, to: string) => `>=${from}, <=${to}`,
    );
    // eslint-disable-next-line regexp/no-super-linear-move -- 300 characters at most, see above.
    const terms = ranged.match(/(?:[=!<>~^]+\s*)?[^\s,=!<>~^]+/g) ?? [];
    if (terms.length === 0) throw new RenderError('template', `improper constraint: ${constraint}`);
    return terms.every(term => meets(version, term.trim(), constraint));
  });
}

function meets(version: SemanticVersion, term: string, constraint: string): boolean {
  const match = constraintPattern.exec(term);
  if (!match) throw new RenderError('template', `improper constraint: ${constraint}`);
  const operator = match[1] ?? '';
  const given = [match[2], match[3], match[4]];
  const wild = given.findIndex(part => part === undefined || /[xX*]/.test(part));
  const known = wild < 0 ? 3 : wild;
  const part = (index: number): number => (index < known ? Number(given[index]) : 0);
  const bound: SemanticVersion = {
    parts: [part(0), part(1), part(2)],
    prerelease: match[5] ?? '',
    metadata: '',
    original: term,
  };
  // A pre-release only meets a constraint that names one itself.
  if (version.prerelease !== '' && bound.prerelease === '') return false;
  const comparison = compareVersions(version, bound);
  const sameUpTo = (count: number): boolean =>
    [0, 1, 2].slice(0, count).every(index => version.parts[index] === bound.parts[index]);
  if (known === 0) return operator !== '<' && operator !== '>' && operator !== '!=';

  switch (operator) {
    case '':
    case '=':
    case '==':
      return known < 3 ? sameUpTo(known) && (operator !== '' || comparison >= 0) : comparison === 0;
    case '!=':
      return known < 3 ? !sameUpTo(known) : comparison !== 0;
    case '>':
      return known < 3 ? comparison > 0 && !sameUpTo(known) : comparison > 0;
    case '>=':
    case '=>':
      return comparison >= 0;
    case '<':
      return comparison < 0;
    case '<=':
    case '=<':
      return known < 3 ? comparison <= 0 || sameUpTo(known) : comparison <= 0;
    case '~':
    case '~>':
      return comparison >= 0 && sameUpTo(Math.min(known, 2));
    default: {
      if (comparison < 0) return false;
      const [major, minor] = bound.parts;
      if (major > 0 || known === 1) return sameUpTo(1);
      if (minor > 0 || known === 2) return sameUpTo(2);
      return sameUpTo(3);
    }
  }
}
