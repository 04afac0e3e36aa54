import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';

/**
 * What the organisation asks of resource limits.
 *
 * @public
 */
export interface ResourcePolicy {
  /** Catalogue parameter `require_cpu_limit`. */
  readonly requireCpuLimit: boolean;
}

/** @public */
export const resourcePolicy = defineFact<ResourcePolicy>({
  id: 'resource-policy',
  description: 'Whether the organisation asks for CPU limits.',
  derive: ({ organisation }) => {
    const parameter = organisation.parameters['rel-resources-bounded']?.require_cpu_limit;
    return present({
      requireCpuLimit: typeof parameter === 'boolean' ? parameter : organisation.requireCpuLimit,
    });
  },
});
