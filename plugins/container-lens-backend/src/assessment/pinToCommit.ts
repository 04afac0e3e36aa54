import { ScmIntegrationRegistry } from '@backstage/integration';

/**
 * The folder of a source as it was at a commit, because verdicts are about one commit while branches go on. Answers the
 * source itself where it is not known how the host writes that, or which commit it was.
 */
export function pinToCommit(options: {
  readonly sourceUrl: string;
  readonly commit: string | undefined;
  readonly integrations: ScmIntegrationRegistry;
}): string {
  const { sourceUrl, commit, integrations } = options;
  if (commit === undefined || !/^[0-9a-f]{40}$/.test(commit)) {
    return sourceUrl;
  }
  const pin = (start: string, toRef: RegExp, atCommit: string): string => {
    const url = new URL(sourceUrl);
    const path = url.pathname.slice(start.length);
    if (!url.pathname.startsWith(start) || !toRef.test(path)) {
      return sourceUrl;
    }
    url.pathname = `${start}${path.replace(toRef, `$1/${atCommit}/${commit}/`)}`;
    return url.toString();
  };
  switch (integrations.byUrl(sourceUrl)?.type) {
    case 'github':
      return pin('/', /^([^/]+\/[^/]+)(?:\/(?:tree|blob)\/[^/]+(?:\/|$)|\/?$)/, 'tree');
    case 'gitlab':
      return pin('/', /^(.+?)\/-\/(?:tree|blob)\/[^/]+(?:\/|$)/, '-/tree');
    case 'gitea': {
      // A forge may live below a path of its host.
      const base = integrations.gitea.byUrl(sourceUrl)?.config.baseUrl ?? new URL(sourceUrl).origin;
      const start = `${new URL(base).pathname.replace(/(?<!\/)\/+$/, '')}/`;
      return pin(
        start,
        /^([^/]+\/[^/]+)(?:\/src\/(?:branch|tag|commit)\/[^/]+(?:\/|$)|\/?$)/,
        'src/commit',
      );
    }
    default:
      return sourceUrl;
  }
}
