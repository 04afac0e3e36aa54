import { CloudNode } from '../cloud/cloudNode';
import { OwnContainer } from '../deployment/ownContainer';
import { Resolved, resolved, unresolved } from '../resolved';
import { readText } from './ecsFields';
import { EcsTask } from './ecsTask';

type Amounts = Pick<OwnContainer, 'requestsCpu' | 'requestsMemory' | 'limitsCpu' | 'limitsMemory'>;

/**
 * What bounds a container. On Fargate the size of the task is the limit of all its containers. On EC2 only `memory` of
 * the container is a hard limit of its own; `memoryReservation` and the size of the task stand as requests.
 */
export function readResources(task: EcsTask, container: CloudNode): Amounts {
  const { properties } = task.definition;
  const cpu = amount(container, 'Cpu');
  const memory = amount(container, 'Memory');
  const reservation = amount(container, 'MemoryReservation');
  const taskCpu = amount(properties, 'Cpu');
  const taskMemory = amount(properties, 'Memory');
  const { launchTypes } = task;
  if (!launchTypes.resolved) {
    // Bounded on both kinds, or it depends on which one it is.
    const open = unresolved<string>(launchTypes.reason);
    const either = (own: Resolved<string>, whole: Resolved<string>): Resolved<string> =>
      isSet(own) && isSet(whole) ? own : open;
    const ofCpu = either(cpu, taskCpu);
    const ofMemory = either(memory, taskMemory);
    return {
      requestsCpu: ofCpu,
      limitsCpu: ofCpu,
      requestsMemory: ofMemory,
      limitsMemory: ofMemory,
    };
  }
  const types = launchTypes.value ?? [];
  const isFargate = types.every(type => type === 'FARGATE');
  // Without a service the size that Fargate asks for is what bounds the task.
  if (isFargate || (task.services.length === 0 && types.includes('FARGATE'))) {
    return {
      requestsCpu: or(cpu, taskCpu),
      requestsMemory: or(reservation, or(memory, taskMemory)),
      limitsCpu: taskCpu,
      limitsMemory: taskMemory,
    };
  }
  return {
    requestsCpu: or(cpu, taskCpu),
    requestsMemory: or(reservation, or(memory, taskMemory)),
    limitsCpu: cpu,
    limitsMemory: memory,
  };
}

/** Zero is none. */
function amount(node: CloudNode, name: string): Resolved<string> {
  const text = readText(node, [name]);
  return text.resolved && /^0+$/.test(text.value ?? '') ? resolved<string>(undefined) : text;
}

function isSet(value: Resolved<string>): boolean {
  return value.resolved && value.value !== undefined;
}

function or(first: Resolved<string>, second: Resolved<string>): Resolved<string> {
  return first.resolved && first.value === undefined ? second : first;
}
