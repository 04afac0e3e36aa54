import { createApiRef } from '@backstage/frontend-plugin-api';
import { ContainerLensApi } from '@container-lens/backstage-plugin-container-lens-common';

/**
 * The Container Lens backend, as the pages of this plugin use it. Replace it to read from somewhere else.
 *
 * @public
 */
export const containerLensApiRef = createApiRef<ContainerLensApi>().with({
  id: 'plugin.container-lens.client',
  pluginId: 'container-lens',
});
