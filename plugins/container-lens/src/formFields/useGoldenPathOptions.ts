import { useApi } from '@backstage/frontend-plugin-api';
import { GoldenPathOptions } from '@container-lens/backstage-plugin-container-lens-common';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { Loaded, useLoad } from '../data/useLoad';

/** Language of a field that does not say one. */
export const defaultLanguage = 'node';

/** What the golden path of a language offers. */
export function useGoldenPathOptions(language: string): Loaded<GoldenPathOptions> {
  const api = useApi(containerLensApiRef);
  return useLoad(`options ${language}`, signal => api.getGoldenPathOptions(language, { signal }));
}
