import { RetrofitFiles, textOf } from '../retrofitFiles';
import { RetrofitLanguage } from '../serviceFacts';

const extensions: Readonly<Record<RetrofitLanguage, RegExp>> = {
  node: /\.([cm]?[jt]s|tsx)$/,
  go: /\.go$/,
  python: /\.py$/,
  java: /\.(java|kt|properties|ya?ml)$/,
};
const leftOut =
  /(^|\/)(node_modules|vendor|third_party|tests?|__tests__|testdata|e2e|dist|build|target|\.venv|venv|site-packages|chart|charts|docs|\.github)\//;
const testFile = /([._-](test|spec)\.[a-z]+|_test\.go|(^|\/)test_[^/]*\.py|Tests?\.(java|kt))$/;
const limits = { files: 400, fileBytes: 256 * 1024, totalBytes: 8 * 1024 * 1024 };

/** The sources of a service without its tests, the shortest paths first, as far as the limits go. */
export function listSources(
  files: RetrofitFiles,
  language: RetrofitLanguage,
): readonly { readonly path: string; readonly text: string }[] {
  const paths = [...files.keys()]
    .filter(path => extensions[language].test(path) && !leftOut.test(path) && !testFile.test(path))
    .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
    .slice(0, limits.files);
  const sources: { path: string; text: string }[] = [];
  let total = 0;
  for (const path of paths) {
    const text = textOf(files, path);
    if (text === undefined || text.length > limits.fileBytes) continue;
    total += text.length;
    if (total > limits.totalBytes) break;
    sources.push({ path, text });
  }
  return sources;
}
