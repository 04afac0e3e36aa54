import { createHash } from 'node:crypto';

/** The look of the pages: one static sheet, allowed by its hash. */
export const stylesheet = `
:root { color-scheme: light dark; --bg: #fff; --fg: #1b1f24; --muted: #57606a; --line: #d8dee4;
  --soft: #f6f8fa; --link: #0757b8; --mark: #fff3c2; --add: #116329; --del: #a40e26; }
@media (prefers-color-scheme: dark) { :root { --bg: #12161c; --fg: #e6edf3; --muted: #9aa5b1;
  --line: #30363d; --soft: #1b2129; --link: #6cb0ff; --mark: #4b3a05; --add: #6fdd8b; --del: #ff9a94; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--fg); font: 15px/1.5 system-ui, sans-serif; }
main, header { max-width: 1080px; margin: 0 auto; padding: 0 16px; }
header { padding-top: 20px; }
h1 { font-size: 22px; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 16px; margin: 28px 0 8px; }
p { margin: 6px 0; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
.muted { color: var(--muted); }
.bar { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: baseline; margin: 12px 0; }
.path { overflow-wrap: anywhere; font-weight: 600; }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre, .box { border: 1px solid var(--line); border-radius: 8px; background: var(--soft); }
pre { padding: 10px 12px; overflow-x: auto; margin: 8px 0; }
.box { overflow: hidden; }
table { border-collapse: collapse; width: 100%; }
td, th { padding: 7px 12px; text-align: left; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
tr:first-child td, tr:first-child th { border-top: 0; }
td.side { text-align: right; white-space: nowrap; color: var(--muted); }
.source { overflow-x: auto; background: var(--bg); }
.source ol { list-style: none; margin: 0; padding: 6px 0; min-width: max-content; }
.source li { display: flex; padding-right: 16px; scroll-margin-top: 33vh; }
.source li:target { background: var(--mark); box-shadow: inset 3px 0 var(--link); }
.source li > a { flex: none; width: 5.5ch; margin-right: 14px; text-align: right; color: var(--muted);
  font: 13px/1.5 ui-monospace, monospace; user-select: none; }
.source code { white-space: pre; tab-size: 4; }
.tag { display: inline-block; border: 1px solid var(--line); border-radius: 999px; padding: 0 9px; font-size: 13px; }
.add { color: var(--add); } .del { color: var(--del); }
footer { margin: 36px 0 24px; font-size: 13px; color: var(--muted); }
@media (max-width: 560px) { td, th { padding: 7px 8px; } td.wide { display: none; } }
`;

const hash = createHash('sha256').update(stylesheet).digest('base64');

/** Nothing is loaded, nothing is run, nothing is framed; the one style sheet may apply. */
export const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
