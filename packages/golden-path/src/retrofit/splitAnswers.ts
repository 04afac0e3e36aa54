import { InputError } from '../errors/InputError';
import { FactOverrides } from './serviceFacts';

const factNames = [
  'name',
  'language',
  'port',
  'workload',
  'dockerfile',
  'healthPath',
  'testCommand',
] as const;
const longestText = 500;

/**
 * The answers of a form about a repository: what they say of the service, and what the owner wants. Both are checked where they
 * are used.
 *
 * @public
 */
export function splitAnswers(answers: Readonly<Record<string, unknown>>): {
  readonly overrides: FactOverrides;
  readonly choices: Readonly<Record<string, unknown>>;
} {
  const names: readonly string[] = factNames;
  const entries = Object.entries(answers).filter(([, value]) => value !== undefined);
  for (const [name, value] of entries) {
    const isNumber = name === 'port' && typeof value === 'number';
    const isPlain = value === null || typeof value === 'boolean' || typeof value === 'string';
    if (!isNumber && (!isPlain || (names.includes(name) && typeof value === 'boolean'))) {
      throw new InputError(`The answer '${name}' must be a text.`);
    }
    if (typeof value === 'string' && value.length > longestText) {
      throw new InputError(`The answer '${name}' is longer than ${longestText} characters.`);
    }
  }
  const some = (wanted: boolean) =>
    Object.fromEntries(
      entries.filter(([name, value]) => names.includes(name) === wanted && value !== null),
    );
  return { overrides: some(true) as FactOverrides, choices: some(false) };
}
