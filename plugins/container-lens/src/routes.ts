import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The fleet page. */
export const fleetRouteRef = createRouteRef();

/** The tab on an entity page; resolved relative to the entity that is shown. */
export const entityTabRouteRef = createRouteRef();
