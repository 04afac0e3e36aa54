import type { Branch, Commit, TreeEntry } from '../objects/listings';
import { isRefName } from '../request/refName';
import { breadcrumb } from './breadcrumb';
import { type Html, html } from './html';
import type { RepositoryLinks, SourcePoint } from './RepositoryLinks';

/** The content of a folder, and at the root also branches, the newest commits and the read-me. */
export function folderPage(options: {
  links: RepositoryLinks;
  point: SourcePoint;
  path: string;
  entries: readonly TreeEntry[];
  truncated: boolean;
  root?: { branches: readonly Branch[]; commits: readonly Commit[]; readme?: string };
}): Html {
  const { links, point, path, entries, truncated, root } = options;
  return html`${breadcrumb({ links, point, path })}
    <div class="box">
      <table aria-label="Files">
        ${entries.map(entry => row(options, entry))}
      </table>
    </div>
    ${truncated ? html`<p class="muted">This folder has more entries than are shown. Clone the repository to see all.</p>` : undefined}
    ${
      root?.readme === undefined
        ? undefined
        : html`<h2>README</h2>
            <pre tabindex="0" aria-label="README">${root.readme}</pre>`
    }
    ${
      root === undefined
        ? undefined
        : html`<h2>Branches</h2>
            <div class="bar">${root.branches.map(branch => branchLink(links, branch))}</div>
            <h2>Newest commits</h2>
            ${commitTable(links, root.commits)}`
    }`;
}

/** Commits, newest first. */
export function commitTable(links: RepositoryLinks, commits: readonly Commit[]): Html {
  return html`<div class="box">
    <table aria-label="Commits">
      ${commits.map(
        commit =>
          html`<tr>
            <td>
              <a href="${links.source({ kind: 'commit', ref: commit.hash })}"
                ><code>${commit.hash.slice(0, 10)}</code></a
              >
            </td>
            <td>${commit.subject}</td>
            <td class="side wide">${commit.author}</td>
            <td class="side wide">
              <time datetime="${commit.date}">${commit.date.slice(0, 10)}</time>
            </td>
          </tr>`,
      )}
    </table>
  </div>`;
}

function row(
  { links, point, path }: { links: RepositoryLinks; point: SourcePoint; path: string },
  entry: TreeEntry,
): Html {
  const full = path === '' ? entry.name : `${path}/${entry.name}`;
  if (entry.type === 'commit') {
    return html`<tr>
      <td>${entry.name}</td>
      <td class="side">submodule ${entry.hash.slice(0, 10)}</td>
    </tr>`;
  }
  const isFolder = entry.type === 'tree';
  return html`<tr>
    <td><a href="${links.source(point, full)}">${entry.name}${isFolder ? '/' : ''}</a></td>
    <td class="side">
      ${isFolder ? 'folder' : `${entry.size ?? 0} bytes${entry.mode === '100755' ? ', executable' : ''}`}
    </td>
  </tr>`;
}

/** A branch whose name no address can carry is shown by its commit. */
function branchLink(links: RepositoryLinks, { name, commit }: Branch): Html {
  const point: SourcePoint = isRefName(name)
    ? { kind: 'branch', ref: name }
    : { kind: 'commit', ref: commit };
  return html`<a class="tag" href="${links.source(point)}">${name}</a>`;
}
