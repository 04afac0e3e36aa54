import type { Commit } from '../objects/listings';
import type { PullRequest } from '../pulls/PullRequest';
import { commitTable } from './folderPage';
import { type Html, html } from './html';
import type { RepositoryLinks } from './RepositoryLinks';

/** All pull requests of a repository. */
export function pullRequestListPage(links: RepositoryLinks, pulls: readonly PullRequest[]): Html {
  if (pulls.length === 0) {
    return html`<h2>Pull requests</h2>
      <p class="muted">There are none yet.</p>`;
  }
  return html`<h2>Pull requests</h2>
    <div class="box">
      <table aria-label="Pull requests">
        ${pulls.map(
          pull =>
            html`<tr>
              <td><a href="${links.pulls}/${pull.number}">#${pull.number} ${pull.title}</a></td>
              <td class="side wide">${pull.head} → ${pull.base}</td>
              <td class="side">${stateOf(pull)}</td>
            </tr>`,
        )}
      </table>
    </div>`;
}

/** One pull request with its commits and its difference. */
export function pullRequestPage(options: {
  links: RepositoryLinks;
  pull: PullRequest;
  /** `undefined` when a branch is gone. */
  change: { commits: readonly Commit[]; diff: string } | undefined;
}): Html {
  const { links, pull, change } = options;
  return html`<h2>#${pull.number} ${pull.title}</h2>
    <div class="bar">
      <span class="tag">${stateOf(pull)}</span
      ><span class="muted">${pull.head} → ${pull.base}</span>
    </div>
    ${pull.body === '' ? undefined : html`<pre tabindex="0" aria-label="Description">${pull.body}</pre>`}
    ${
      change === undefined
        ? html`<p class="muted">
            The branches of this pull request are gone, so its commits are not shown.
          </p>`
        : html`<h2>Commits</h2>
            ${commitTable(links, change.commits)}
            <h2>Changes</h2>
            <pre tabindex="0" aria-label="Changes">${change.diff.split('\n').map(diffLine)}</pre>`
    }`;
}

function stateOf(pull: PullRequest): string {
  return pull.mergeCommit === undefined ? pull.state : 'merged';
}

/** The line break is a value: the formatter of this source may change white space of the markup. */
function diffLine(line: string): Html {
  const text = `${line}\n`;
  if (line.startsWith('+')) {
    return html`<span class="add">${text}</span>`;
  }
  return line.startsWith('-') ? html`<span class="del">${text}</span>` : html`${text}`;
}
