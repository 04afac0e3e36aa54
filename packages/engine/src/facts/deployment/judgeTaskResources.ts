import { Finding, Judgement } from '../../contract/verdict';
import { OwnContainer } from './ownContainer';
import { judgeUnresolved, valueOf } from './unresolvedField';

/**
 * Judges what bounds a container of a task of ECS: the size of the task on Fargate, `memory` and `cpu` of the container
 * on EC2.
 *
 * @public
 */
export function judgeTaskResources(container: OwnContainer): Judgement {
  const { limitsCpu, limitsMemory, requestsMemory, unit } = container;
  const at = (message: string): Finding => ({
    message,
    path: container.path,
    line: container.line,
  });
  const isSoft = limitsMemory.resolved && limitsMemory.value === undefined;
  const unknown = judgeUnresolved(
    container,
    isSoft ? { memory: requestsMemory } : { memory: limitsMemory, cpu: limitsCpu },
  );
  if (unknown) return unknown;
  if (isSoft && valueOf(requestsMemory) === undefined) {
    const message = 'memory is not set: the container can take all memory of its instance.';
    return { verdict: 'fail', reason: `${unit} has no memory bound.`, findings: [at(message)] };
  }
  if (isSoft || valueOf(limitsCpu) === undefined) {
    const message = isSoft
      ? 'memory of the container is not set: memoryReservation and the size of the task bound it in part only.'
      : 'cpu is not set.';
    const reason = `${unit} is bounded only in part: ${message}`;
    return { verdict: 'warn', reason, findings: [at(message)] };
  }
  const reason = `${unit} is limited to cpu ${valueOf(limitsCpu)}, memory ${valueOf(limitsMemory)}.`;
  return { verdict: 'pass', reason, evidence: [at(reason)] };
}
