import { hasKubernetesSchema, kubernetesProblems, RenderedFile } from '@container-lens/golden-path';
import { dirname } from 'node:path/posix';
import { parseAllDocuments } from 'yaml';

/** A validator of somebody else, which is used where it is installed. */
export interface OutsideTool {
  readonly name: string;
  /** What it says of itself; the first line is shown. */
  readonly version: readonly string[];
  /** What it looks at: each is run once for files of the same content. */
  readonly subjects: (files: readonly RenderedFile[]) => ToolRun[];
  /** Problems of what it wrote when it succeeded. */
  readonly check?: (output: string) => string[];
}

/** One run in the folder of a generated repository. */
export interface ToolRun {
  /** Shown in the report; what a message without a path belongs to. */
  readonly path: string;
  readonly args: readonly string[];
  /** Files that decide what the run says. */
  readonly files: readonly RenderedFile[];
}

const below = (files: readonly RenderedFile[], folder: string) =>
  folder === '.' ? files : files.filter(({ path }) => path.startsWith(`${folder}/`));
const named = (files: readonly RenderedFile[], pattern: RegExp) =>
  files.filter(({ path }) => pattern.test(path));
const textOf = ({ content }: RenderedFile) => content.toString('utf8');

/** What is said of a script only because the scripts that it reads are not followed. */
const alone = 'SC1091,SC2034,SC2154';

/** A base on the network would be fetched; a test calls nobody. */
const remote = /(^|[\s"'-])(https?:|git@|ssh:|git::|github\.com\/|gitlab\.com\/)|\?ref=/;

export const outsideTools: readonly OutsideTool[] = [
  {
    name: 'helm',
    version: ['version', '--short'],
    subjects: files =>
      named(files, /(^|\/)Chart\.yaml$/).map(({ path }) => {
        const chart = dirname(path);
        const inside = below(files, chart);
        const values = named(inside, /\/ci\/[^/]+-values\.yaml$/).map(file => file.path);
        return {
          path: chart,
          args: ['lint', '--strict', chart, ...values.flatMap(file => ['--values', file])],
          files: inside,
        };
      }),
  },
  {
    name: 'kubectl',
    version: ['version', '--client'],
    check: output =>
      kubernetesProblems(
        parseAllDocuments(output)
          .map(document => document.toJS({ maxAliasCount: 50 }))
          .filter(object => typeof object === 'object' && object !== null)
          .filter(hasKubernetesSchema),
      ),
    subjects: files =>
      named(files, /\/overlays\/[^/]+\/kustomization\.yaml$/).flatMap(file => {
        const root = dirname(dirname(dirname(file.path)));
        const inside = below(files, root);
        return inside.some(one => /\.ya?ml$/.test(one.path) && remote.test(resources(one)))
          ? []
          : [{ path: dirname(file.path), args: ['kustomize', dirname(file.path)], files: inside }];
      }),
  },
  {
    name: 'actionlint',
    version: ['-version'],
    subjects: files =>
      named(files, /^\.github\/workflows\/[^/]+\.ya?ml$/).map(file => ({
        path: file.path,
        // Its own look for shellcheck and pyflakes would make the result depend on more than it.
        args: ['-no-color', '-oneline', '-shellcheck=', '-pyflakes=', file.path],
        files: [file],
      })),
  },
  {
    name: 'hadolint',
    version: ['--version'],
    subjects: files =>
      named(files, /(^|\/)Dockerfile$/).map(file => ({
        path: file.path,
        args: ['--no-color', file.path],
        files: [file, ...named(files, /^\.hadolint\.ya?ml$/)],
      })),
  },
  {
    name: 'cfn-lint',
    version: ['--version'],
    subjects: files =>
      named(files, /\.ya?ml$/)
        .filter(file => /^AWSTemplateFormatVersion\s*:/m.test(textOf(file)))
        .map(file => ({
          path: file.path,
          args: ['--format', 'parseable', '--non-zero-exit-code', 'error', file.path],
          files: [file],
        })),
  },
  {
    name: 'shellcheck',
    version: ['--version'],
    subjects: files =>
      named(files, /\.sh$/).map(file => ({
        path: file.path,
        args: ['--norc', '--format', 'gcc', '--severity', 'warning', '--exclude', alone, file.path],
        files: [file],
      })),
  },
];

/** The parts of a kustomization that could name a place on the network. */
function resources(file: RenderedFile): string {
  return /kustomization\.ya?ml$/.test(file.path)
    ? textOf(file)
        .split('\n')
        .filter(line => !line.trimStart().startsWith('#'))
        .join('\n')
    : '';
}
