import { Judgement } from '../../contract/verdict';
import { Resolved } from '../resolved';
import { OwnContainer } from './ownContainer';

/**
 * `unknown` for the first of the named fields that cannot be known; `undefined` when all are known.
 *
 * @public
 */
export function judgeUnresolved(
  container: OwnContainer,
  fields: Readonly<Record<string, Resolved<unknown>>>,
): Judgement | undefined {
  for (const [name, field] of Object.entries(fields)) {
    if (!field.resolved) {
      const reason = `${name} is not known: ${field.reason}`;
      const evidence = [{ message: reason, path: container.path, line: container.line }];
      return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence };
    }
  }
  return undefined;
}

/** @public */
export function valueOf<T>(field: Resolved<T>): T | undefined {
  return field.resolved ? field.value : undefined;
}
