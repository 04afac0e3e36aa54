const hosts = ['gitea', 'github', 'gitlab'] as const;

const outputs = (name: string) =>
  hosts.map(host => `steps["publish-${host}"].output.${name}`).join(' or ');

/** The address of what was published, whichever step did it. */
export const publishedUrl = `\${{ ${outputs('remoteUrl')} }}`;

/**
 * The file to register in the catalog. A full URL: Gitea's contents URL ends with a slash and those of the others do not, and a
 * path beginning with a slash is resolved against the branch on GitHub only.
 */
export const publishedCatalogInfo = `\${{ ${outputs('repoContentsUrl')} }}\${{ "" if steps["publish-gitea"].output.repoContentsUrl else "/" }}catalog-info.yaml`;
