import { Finding } from '../../contract/verdict';
import { ResolvedDockerfile, Step } from '../dockerfile/resolvedDockerfile';
import { listSystemInstalls } from '../instructions/systemPackages';
import { baseName } from '../script/shellCommands';
import { copies, destinationOf, finalSteps, findingAt, sourcesOf } from './finalSteps';

const shells = /^(sh|bash|ash|dash|zsh|ksh|busybox(\.static|-static|-musl|-.*)?|toybox)$/;
const managers = /^(apt|apt-get|dpkg|apk(\.static)?|yum|dnf|microdnf|rpm|tdnf|zypper|pacman)$/;
const systemFolder = /^\/((usr\/)?(local\/)?s?bin|usr|busybox)?\/?$/;

/** What the final chain adds to a parent without shell. */
export interface CopiedShell {
  /** Instructions that bring a shell or a package manager, or install packages. */
  readonly brought: readonly Finding[];
  /** Instructions whose files are not known: an archive unpacked at the root, a whole file system. */
  readonly open: readonly Finding[];
}

/** Whether the final chain copies a shell or package manager, or installs packages. */
export function findCopiedShell(file: ResolvedDockerfile): CopiedShell {
  const brought: Finding[] = listSystemInstalls(file).map(install => ({
    message: `${install.manager} installs packages.`,
    path: file.path,
    line: install.line,
  }));
  const open: Finding[] = [];
  for (const step of finalSteps(file).filter(copies)) {
    const named = namedTool(step);
    if (named !== undefined) {
      brought.push(findingAt(file, step, `${step.keyword} brings ${named} into the image.`));
    } else if (bringsSystem(step)) {
      const message = `${step.keyword} brings a whole system folder; whether a shell is in it is not known.`;
      const shellful = step.from && !isShellless(file, step);
      const certain = `${step.keyword} brings the programs of another image with its shell.`;
      (shellful ? brought : open).push(findingAt(file, step, shellful ? certain : message));
    }
  }
  return { brought, open };
}

function namedTool(step: Step): string | undefined {
  const to = destinationOf(step);
  const names = [...sourcesOf(step).filter(isProgramPath), ...(isProgramPath(to) ? [to] : [])];
  return names.map(baseName).find(name => shells.test(name) || managers.test(name));
}

/** A program, not a folder that is called `bash`, or a script of the context. */
function isProgramPath(path: string): boolean {
  return !path.endsWith('/') && (/(^|\/)s?bin\/[^/]+$/.test(path) || /busybox[^/]*$/.test(path));
}

/** `COPY --from=build / /`, `COPY --from=build /bin /bin`, `ADD rootfs.tar.gz /`. */
function bringsSystem(step: Step): boolean {
  const to = destinationOf(step);
  if (step.from) {
    return (
      systemFolder.test(to) &&
      sourcesOf(step).some(
        source => source !== '' && systemFolder.test(source) && !/local/.test(source),
      )
    );
  }
  const archive = /\.(tar(\.\w+)?|tgz|txz|tbz2?)$/;
  return (
    (step.keyword === 'ADD' && to === '/' && sourcesOf(step).some(one => archive.test(one))) ||
    (to === '/' && sourcesOf(step).some(source => /rootfs/.test(source)))
  );
}

/** Whether the copied files come from a stage without a system of its own, or filled by hand below a folder. */
function isShellless(file: ResolvedDockerfile, step: Step): boolean {
  let { from } = step;
  for (let depth = 0; from?.kind === 'stage' && depth < 50; depth++) {
    from = file.stages[from.index]?.base;
  }
  return (
    from?.kind === 'scratch' ||
    from?.kind === 'unresolved' ||
    (from?.kind === 'image' && /distroless|chainguard|chiseled/.test(from.image.text))
  );
}
