import { type Html, html } from './html';
import type { RepositoryLinks, SourcePoint } from './RepositoryLinks';

/** Which state is shown, and the way from the root to the path. */
export function breadcrumb(options: {
  links: RepositoryLinks;
  point: SourcePoint;
  path: string;
}): Html {
  const { links, point, path } = options;
  const parts = path === '' ? [] : path.split('/');
  const shown = point.kind === 'commit' ? point.ref.slice(0, 10) : point.ref;
  return html`<div class="bar">
    <span class="tag">${point.kind} ${shown}</span>
    <span class="path"
      ><a href="${links.source(point)}">root</a>${parts.map(
        (part, index) =>
          html` /
            <a href="${links.source(point, parts.slice(0, index + 1).join('/'))}">${part}</a>`,
      )}</span
    >
  </div>`;
}
