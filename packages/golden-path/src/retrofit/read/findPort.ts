import { DescribedImage } from '@container-lens/engine';
import { RetrofitFiles } from '../retrofitFiles';
import { known, RetrofitLanguage, ServiceFact, unknown } from '../serviceFacts';
import { listSources } from './listSources';

/** Where programs say on which port they listen. */
const listens: readonly RegExp[] = [
  /\.listen\(\s*(\d{2,5})\b/,
  /PORT["']?\]?\s*(?:\|\||\?\?)\s*["']?(\d{2,5})\b/,
  /(?:get|getenv)\(\s*["']PORT["']\s*,\s*["']?(\d{2,5})\b/,
  /ListenAndServe(?:TLS)?\(\s*"[\w.]*:(\d{2,5})"/,
  /Addr:\s*"[\w.]*:(\d{2,5})"/,
  /\.run\([^)\n]{0,100}\bport\s*=\s*(\d{2,5})\b/,
  /^\s*server\.port\s*=\s*(?:\$\{[A-Z_]{1,40}:)?(\d{2,5})\b/,
];

/** The port the service answers on: what the image exposes, else what the sources listen on. */
export function findPort(
  files: RetrofitFiles,
  image: DescribedImage | undefined,
  language: RetrofitLanguage | undefined,
): ServiceFact<number> {
  const exposed = [...new Set((image?.ports ?? []).map(({ port }) => port))];
  if (image && exposed.length === 1) {
    return known(exposed[0]!, image.path, image.ports[0]!.line);
  }
  if (image && exposed.length > 1) {
    return unknown(
      `${image.path} exposes ${exposed.join(', ')}; say which of them the service answers on.`,
    );
  }
  const found: { port: number; path: string; line: number }[] = [];
  for (const { path, text } of language ? listSources(files, language) : []) {
    for (const [index, line] of text.split('\n').entries()) {
      if (line.length > 500) continue;
      const port = listens.map(pattern => pattern.exec(line)?.[1]).find(Boolean);
      if (port) found.push({ port: Number(port), path, line: index + 1 });
    }
  }
  const ports = [...new Set(found.map(({ port }) => port))];
  const [first] = found;
  if (first && ports.length === 1) return known(first.port, first.path, first.line);
  return unknown(
    ports.length > 1
      ? `The sources listen on ${ports.slice(0, 5).join(', ')}; say which of them the service answers on.`
      : 'Nothing says on which port the service listens: no EXPOSE, and no plain number in the sources.',
  );
}
