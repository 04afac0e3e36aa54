import type { Response } from 'express';
import type { Html } from './html';
import { layout } from './layout';
import { contentSecurityPolicy } from './stylesheet';

/** Sends a page that can load and run nothing. */
export function sendPage(
  res: Response,
  page: { title: string; heading: Html; content: Html; status?: number },
): void {
  setPageHeaders(res);
  res
    .status(page.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(layout(page));
}

/** Headers of everything that a browser shows. Content of repositories is never trusted. */
export function setPageHeaders(res: Response): void {
  res.setHeader('Content-Security-Policy', contentSecurityPolicy);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Referrer-Policy', 'same-origin');
  res.setHeader('Cache-Control', 'no-cache');
}
