import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { deployment } from '../deployment/deployment';
import { entitySettings, WorkloadType } from '../repository/entitySettings';

/**
 * What kind of workload the entity is (catalogue definition `workload-type`).
 *
 * @public
 */
export interface WorkloadTypes {
  /** As declared, else as the kinds of its workloads say. */
  readonly entity: WorkloadType;
  /** Type of one workload of the entity by its kind: a service may have a job beside it. */
  of(kind: string): WorkloadType;
}

const jobKinds = /^(Job|CronJob|scheduled-task|Scheduled Job|ScheduledTask|JobDefinition)$/i;

/** @public */
export const workloadTypes = defineFact<WorkloadTypes>({
  id: 'workload-types',
  description: 'Type of the entity and of each of its workloads.',
  derive: (_input, read) => {
    const settings = read(entitySettings);
    if (settings.status !== 'present') return settings;
    const { workloadType, workloadTypeDeclared } = settings.value;
    const of = (kind: string): WorkloadType => {
      if (jobKinds.test(kind)) return 'job';
      if (/^Worker Service$/i.test(kind)) return 'worker';
      return workloadType;
    };
    if (workloadTypeDeclared || workloadType !== 'service') {
      return present({ entity: workloadType, of });
    }
    const deployed = read(deployment);
    const kinds =
      deployed.status === 'present' && deployed.value.unread.length === 0
        ? [...new Set(deployed.value.ownContainers.map(({ workloadKind }) => of(workloadKind)))]
        : [];
    const [only = 'service', ...others] = kinds;
    return present({ entity: others.length === 0 ? only : 'service', of });
  },
});
