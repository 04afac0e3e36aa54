import { parseDocument } from 'yaml';
import { RenderedFile } from '../../render/renderedFile';
import { WantedFile } from '../retrofitPlan';

/** Where a pipeline calls make: at the start of a command, or quoted in a page. */
const callsMake = /(run: |- |then |[;&|`'"] ?)make (?=[a-z$])/g;
const readsMake =
  /^(\.github\/workflows\/|\.gitlab-ci\.yml$|ci\/buildspec|docs\/|\.github\/pull_request|\.gitlab\/)/;
const ownProbe =
  /(Command|command|test): \[['"]?CMD['"]?, ['"]?\/usr\/local\/bin\/healthprobe['"]?,[^\]\n]*\]/g;

/** How rendered files are changed so that they work beside what a repository has. */
export interface Adaptation {
  /** The repository has a Makefile of its own, so that ours is called by name. */
  readonly ownMakefile: boolean;
  readonly defaultBranch: string;
  /** False where the pipeline ends with the image: the repository is deployed in a way of its own. */
  readonly deploys: boolean;
  /** False where there are none that could run: then the pipeline does not call them, and the lens says so. */
  readonly tests: boolean;
  /** The words of the image's HEALTHCHECK, which replace the probe that only our parents have. */
  readonly healthCommand: readonly string[] | undefined;
  readonly ownParent: boolean;
}

/** A rendered file as it is written into the repository; undefined for one that has no place there. */
export function adaptFile(file: RenderedFile, adaptation: Adaptation): WantedFile | undefined {
  const { ownMakefile, defaultBranch, deploys, tests, healthCommand, ownParent } = adaptation;
  let path = file.path;
  let text = file.content.toString('utf8');
  if (path === 'Makefile' && ownMakefile) {
    path = 'container.mk';
    text = text.replace(
      '`make help` lists them.',
      '`make -f container.mk help` lists them; the Makefile is yours alone.',
    );
  }
  if (!tests && readsMake.test(path)) {
    text = text.replaceAll('make check unused-deps', 'make lint lint-scripts unused-deps');
  }
  if (ownMakefile && readsMake.test(path)) {
    text = text.replace(callsMake, '$1make -f container.mk ');
  }
  if (path.startsWith('.github/workflows/') && defaultBranch !== 'main') {
    text = text.replace('branches: [main]', () => `branches: ['${defaultBranch}']`);
  }
  if (!deploys && path === '.github/workflows/deploy.yml') return undefined;
  if (!deploys && path === '.github/workflows/ci.yml') text = withoutDeployments(text);
  if (!ownParent && healthCommand) {
    const words = ['CMD', ...healthCommand].map(word => JSON.stringify(word)).join(', ');
    text = text.replace(ownProbe, (_line, key: string) => `${key}: [${words}]`);
  }
  if (path === '.hadolint.yaml') {
    text = text
      .replace(
        /^# Every rule gates\./m,
        '# Errors gate. Raise the threshold to style when the Dockerfile has none of the smaller findings left.',
      )
      .replace(/^failure-threshold: style$/m, 'failure-threshold: error')
      // What our own Dockerfiles have a reason for, this one has none for.
      .replace(/^ignored:\n(?: {2}.*\n)+/m, '');
  }
  if (path === 'compose.yaml') text = withoutProbe(text);
  return { path, text, executable: file.executable };
}

/** The jobs that deploy are the last ones of the workflow. */
function withoutDeployments(text: string): string {
  const start = text.search(/^ {2}deploy-[a-z]+:$/m);
  return start < 0 ? text : `${text.slice(0, start).trimEnd()}\n`;
}

/** The image has a HEALTHCHECK of its own, or none; the probe of our parents is not in it, nor their arguments. */
function withoutProbe(text: string): string {
  const document = parseDocument(text);
  const services = document.toJS() as { services: Record<string, unknown> };
  for (const name of Object.keys(services.services)) {
    document.deleteIn(['services', name, 'healthcheck']);
    document.deleteIn(['services', name, 'build', 'args']);
  }
  return document.toString({ lineWidth: 0 });
}
