import { ScmIntegrationRegistry } from '@backstage/integration';

/**
 * Builds `scmType(repoUrl)`: the kind of Git host (`github`, `gitea`, …) behind the value of a `RepoUrlPicker`, by the
 * portal's integrations. An unknown host gives an empty text.
 */
export function createScmTypeGlobal(integrations: ScmIntegrationRegistry) {
  return (repoUrl: unknown): string => {
    if (typeof repoUrl !== 'string' || repoUrl.length > 2000) {
      return '';
    }
    const url = `https://${repoUrl}`;
    return URL.canParse(url) ? (integrations.byHost(new URL(url).host)?.type ?? '') : '';
  };
}
