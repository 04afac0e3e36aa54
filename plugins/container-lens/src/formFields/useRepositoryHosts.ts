import { useApiHolder } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { useLoad } from '../data/useLoad';

/** The kinds of Git host that the templates have a publish step for. */
const publishable = ['gitea', 'github', 'gitlab'];

/** The Git hosts to choose from: the allowed ones, or those that the portal has an integration for. */
export function useRepositoryHosts(allowed: readonly string[]) {
  const scaffolderApi = useApiHolder().get(scaffolderApiRef);
  const open = allowed.length === 0;
  const { value, error, reload } = useLoad(open ? 'hosts' : undefined, async () => {
    const answer = await scaffolderApi?.getIntegrationsList({ allowedHosts: [] });
    return (answer?.integrations ?? [])
      .filter(({ type }) => publishable.includes(type))
      .map(({ host }) => host);
  });
  return { hosts: open ? value : allowed, error, reload };
}
