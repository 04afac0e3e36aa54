import { useApi } from '@backstage/frontend-plugin-api';
import { RepositoryState } from '@container-lens/backstage-plugin-container-lens-common';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { useLoad } from '../data/useLoad';
import { useDelayed } from './useDelayed';

/** Milliseconds without a key press before the Git host is asked. */
const pause = 300;

/** Whether the Git host has a repository of this address; undefined while nobody knows yet. */
export function useRepositoryState(repoUrl: string | undefined): RepositoryState | undefined {
  const api = useApi(containerLensApiRef);
  const asked = useDelayed(repoUrl, pause);
  const key = asked === repoUrl ? repoUrl : undefined;
  const { value, error } = useLoad(key, signal => api.getRepositoryState(key ?? '', { signal }));
  if (key === undefined) return undefined;
  return error ? { state: 'unknown', reason: 'The portal did not answer.' } : value;
}
