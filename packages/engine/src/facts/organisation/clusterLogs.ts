import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';

/**
 * Whether the organisation says that its Kubernetes clusters collect what containers write to standard output.
 *
 * @public
 */
export const clusterLogs = defineFact<boolean>({
  id: 'cluster-logs',
  description: 'Whether the clusters of the organisation collect the output of containers.',
  derive: ({ organisation }) => present(organisation.kubernetesLogsCollected),
});
