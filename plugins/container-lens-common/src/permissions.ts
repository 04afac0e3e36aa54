import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Permission to see the scorecard, history and fleet row of a catalog entity. Being a permission on the catalog
 * entity, a policy can answer it with the conditions of the catalog, for example `isEntityOwner`.
 *
 * @public
 */
export const containerLensScorecardReadPermission = createPermission({
  name: 'container-lens.scorecard.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Permission to have a catalog entity assessed again at once.
 *
 * @public
 */
export const containerLensRefreshPermission = createPermission({
  name: 'container-lens.refresh',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * All permissions of the plugin.
 *
 * @public
 */
export const containerLensPermissions = [
  containerLensScorecardReadPermission,
  containerLensRefreshPermission,
];
