import type { RepositoryName } from '../request/repositoryName';
import { type Html, html } from './html';
import type { RepositoryLinks } from './RepositoryLinks';

/** The top of each page of a repository. */
export function repositoryHeading(options: {
  repository: RepositoryName;
  links: RepositoryLinks;
  description: string;
}): Html {
  const { repository, links, description } = options;
  return html`<h1>${repository.owner} / <a href="${links.home}">${repository.name}</a></h1>
    <p class="muted">${description}</p>
    <div class="bar">
      <a href="${links.home}">Files</a><a href="${links.pulls}">Pull requests</a>
    </div>
    <pre tabindex="0" aria-label="Clone command">git clone ${links.clone}</pre>`;
}
