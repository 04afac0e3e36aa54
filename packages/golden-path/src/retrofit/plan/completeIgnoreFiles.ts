import { mergeLines } from '../../merge/mergeLines';
import { RetrofitFiles, textOf } from '../retrofitFiles';
import { PartProposal, WantedFile } from '../retrofitPlan';
import { PartsContext } from './listParts';

/** Folders and files that only the pipeline and the deployment read. */
const notForTheImage =
  /^(\.container-lens|\.github|\.gitlab|\.gitlab-ci\.yml|chart|ci|copilot|deploy|docs|infra|make\.d|policy|test\/perf|container\.mk|Makefile|compose\.yaml|renovate\.json|CODEOWNERS|\.hadolint\.yaml|\.container-lens\.yaml|catalog-info\.yaml)(?=\/|$)/;

/** What was brought stays out of the image and out of Git's way; what the repository had is not touched. */
export function completeIgnoreFiles(
  { original, facts }: PartsContext,
  files: RetrofitFiles,
): PartProposal {
  const brought = [...files.keys()].filter(path => !original.has(path));
  const had = (entry: string) =>
    [...original.keys()].some(path => path === entry || path.startsWith(`${entry}/`));
  const entries = [
    ...new Set(brought.flatMap(path => notForTheImage.exec(path)?.[1] ?? [])),
  ].filter(entry => !had(entry));
  const wanted: WantedFile[] = [];
  const canWrite = (path: string) => !files.has(path) || textOf(files, path) !== undefined;
  const isRoot = facts.dockerfile.value === 'Dockerfile';
  const ignore = textOf(files, '.dockerignore');
  // An allow-list lets nothing in that it does not name.
  if (
    isRoot &&
    entries.length > 0 &&
    canWrite('.dockerignore') &&
    !/^\*\*?\/?$/m.test(ignore ?? '')
  ) {
    wanted.push({ path: '.dockerignore', text: merge(ignore, entries.sort()), why: [] });
  }
  if (brought.some(path => path.startsWith('ci/')) && canWrite('.gitignore')) {
    wanted.push({
      path: '.gitignore',
      text: merge(textOf(files, '.gitignore'), ['/out/']),
      why: [],
    });
  }
  return {
    part: 'dockerfile',
    files: wanted.filter(({ path, text }) => textOf(files, path) !== text),
    withoutGain: true,
  };
}

/** Like the lines that are there, line ends included. */
function merge(text: string | undefined, added: readonly string[]): string {
  if (text === undefined) return mergeLines('', added);
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const missing = added.filter(entry => !lines.includes(entry));
  if (missing.length === 0) return text;
  const separator = text === '' || text.endsWith('\n') ? '' : end;
  return `${text}${separator}${missing.join(end)}${end}`;
}
