import { useApi } from '@backstage/frontend-plugin-api';
import { WireLens } from '@container-lens/backstage-plugin-container-lens-common';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { Loaded, useLoad } from './useLoad';

/** The texts of the lens: questions, checks, evidence sources. */
export function useLens(): Loaded<WireLens> {
  const api = useApi(containerLensApiRef);
  return useLoad('lens', signal => api.getLens({ signal }));
}
