import { Html, html } from './html';
import { stylesheet } from './stylesheet';

/** A whole page. */
export function layout(options: { title: string; heading: Html; content: Html }): string {
  const { title, heading, content } = options;
  // The style sheet is ours and has no markup in it; escaping would change its hash.
  const style = new Html(`<style>${stylesheet}</style>`);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="same-origin" />
        <title>${title}</title>
        ${style}
      </head>
      <body>
        <header>${heading}</header>
        <main>
          ${content}
          <footer>
            The embedded forge: a local Git host for trying things out, on this machine only.
          </footer>
        </main>
      </body>
    </html> `.toString();
}
