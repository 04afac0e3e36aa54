import { breadcrumb } from './breadcrumb';
import { type Html, html } from './html';
import type { RepositoryLinks, SourcePoint } from './RepositoryLinks';

/** A file with an anchor for each line, so that a link to `#L12` shows the line. */
export function filePage(options: {
  links: RepositoryLinks;
  point: SourcePoint;
  path: string;
  /** `undefined` when it is too large or not text. */
  text: string | undefined;
  size: number;
}): Html {
  const { links, point, path, text, size } = options;
  const content =
    text === undefined
      ? html`<p>This file (${size} bytes) is not shown, because it is large or not text.</p>`
      : html`<div class="box source" tabindex="0" role="region" aria-label="Content of ${path}">
          <ol>
            ${lines(text)}
          </ol>
        </div>`;
  return html`${breadcrumb({ links, point, path })}
    <div class="bar">
      <span class="muted">${size} bytes</span><a href="${links.raw(point, path)}">Raw</a>
      <span class="muted">To change this file: clone, commit and push.</span>
    </div>
    ${content}`;
}

function lines(text: string): Html[] {
  const all = text.split(/\r?\n/);
  if (all.at(-1) === '') {
    all.pop();
  }
  return all.map(
    (line, index) =>
      html`<li id="L${index + 1}">
        <a href="#L${index + 1}" aria-label="Line ${index + 1}">${index + 1}</a><code>${line}</code>
      </li>`,
  );
}
