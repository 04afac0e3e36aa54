import { ParentEntry } from '../../data/parentTable';
import { Finding } from '../../contract/verdict';
import { ResolvedDockerfile, Step } from '../dockerfile/resolvedDockerfile';
import { runCommands, runText } from '../dockerfile/runCommands';
import { listSystemInstalls, SystemInstall } from '../instructions/systemPackages';
import { finalSteps, findingAt } from './finalSteps';

/** Whether setuid or setgid files are in an image. */
export interface SetuidFiles {
  readonly state: 'none' | 'stripped' | 'present' | 'unknown';
  readonly finding: Finding;
}

/** Packages of Alpine and Wolfi with setuid files. */
const alpineSetuid =
  /^(sudo|doas|shadow|shadow-login|busybox-suid|util-linux|util-linux-misc|mount|umount|fuse3?|dbus|polkit|cronie|at|screen|openssh|openssh-keysign|mtr|postfix|exim|bubblewrap|chromium|nfs-utils|linux-pam|cups|xorg-server)$/;
/** Packages of Alpine and Wolfi without. */
const alpineHarmless =
  /^(ca-certificates(-bundle)?|tzdata|curl|wget|tini(-static)?|dumb-init|bash|su-exec|gosu|libstdc\+\+|libgcc|openssl|libssl\d.*|libcrypto\d.*|libc6-compat|gcompat|musl(-dev|-locales|-utils)?|git|jq|yq|nodejs(-\d+|-current|-lts)?|npm|yarn|python3|py3-.*|openjdk\d.*|java-.*|icu-.*|postgresql\d*-(client|libs)|mysql-client|mariadb-(client|connector-c.*)|libpq|nginx(-.*)?|make|cmake|gcc|g\+\+|build-base|go|rust|cargo|.*-(dev|libs?|doc)|lib.*|font.*|ttf-.*|php\d*(-.*)?|ruby(-.*)?|vips(-.*)?|ffmpeg|imagemagick|netcat-openbsd|bind-tools|procps(-ng)?|coreutils|findutils|grep|sed|gawk|gnupg|unzip|zip|tar|xz|gzip|file|less|nano|vim|redis|dpkg|freetype|harfbuzz|nss|krb5-libs|gettext|envsubst|tree|rsync|s6|s6-overlay|supervisor|logrotate|cairo|pango|giflib|pixman|jpeg|sqlite|catatonit|apk-tools|readline|ncurses|libxml2|patch|perl|lua.*|haproxy|caddy|erlang.*|elixir|graphviz|openssh-client(-default)?|mailcap|setpriv)$/;

/** Finds what the parent holds, what the final chain adds, and whether a RUN strips the bits after the last install. */
export function findSetuidFiles(options: {
  readonly file: ResolvedDockerfile;
  /** `undefined` when nobody knows the parent. */
  readonly parent: ParentEntry | undefined;
}): SetuidFiles {
  const { file, parent } = options;
  const steps = finalSteps(file);
  const installs = listSystemInstalls(file);
  const changes = steps.filter(
    step => setsBit(step) || installs.some(install => install.step === step),
  );
  const strips = steps.findLastIndex(stripsBits);
  const last = changes.length === 0 ? -1 : steps.lastIndexOf(changes.at(-1)!);
  if (strips >= 0 && strips >= last) {
    const message = 'A RUN takes the setuid and setgid bits away after the last installation.';
    return { state: 'stripped', finding: findingAt(file, steps[strips]!, message) };
  }
  const setting = steps.find(setsBit);
  if (setting) {
    const message = 'A RUN sets a setuid or setgid bit.';
    return { state: 'present', finding: findingAt(file, setting, message) };
  }
  const at = { path: file.path, line: file.parentLine };
  if (file.parent.kind !== 'scratch' && !parent?.class) {
    const reason =
      file.parent.kind === 'unresolved' ? file.parent.reason : 'it is not in the parent table';
    const message = `Whether the parent holds setuid files is not known: ${reason}.`;
    return { state: 'unknown', finding: { message, ...at } };
  }
  const family = parentFamily(parent);
  if (family === 'other') {
    const message = `The parent ${parentName(file)} comes with setuid files such as su, and nothing strips them.`;
    return { state: 'present', finding: { message, ...at } };
  }
  return family === 'alpine' ? judgeAlpine(file, installs) : judgeShellless(file, installs);
}

function parentName({ parent }: ResolvedDockerfile): string {
  return parent.kind === 'image' ? parent.image.text : 'of the image';
}

function parentFamily(parent: ParentEntry | undefined): 'none' | 'alpine' | 'other' {
  if (!parent || parent.class === 'empty' || parent.class === 'distroless') return 'none';
  // Since bbsuid left the image, nothing in Alpine, Wolfi or BusyBox has the bit.
  return parent.shell === 'busybox' ? 'alpine' : 'other';
}

function judgeAlpine(file: ResolvedDockerfile, installs: readonly SystemInstall[]): SetuidFiles {
  for (const { packages, unresolved, step } of installs) {
    const bringing = packages.find(name => alpineSetuid.test(name));
    if (bringing) {
      const message = `The package ${bringing} brings setuid files, and nothing strips them.`;
      return { state: 'present', finding: findingAt(file, step, message) };
    }
    const open = [...unresolved, ...packages].find(name => !alpineHarmless.test(name));
    if (open) {
      const message = `Whether the package ${open} brings setuid files is not known without the image itself.`;
      return { state: 'unknown', finding: findingAt(file, step, message) };
    }
  }
  const message = `The parent ${parentName(file)} has no setuid files, and nothing adds any.`;
  return { state: 'none', finding: { message, path: file.path, line: file.parentLine } };
}

function judgeShellless(file: ResolvedDockerfile, installs: readonly SystemInstall[]): SetuidFiles {
  const [first] = installs;
  if (first) {
    const message = `Whether the packages ${first.manager} installs bring setuid files is not known.`;
    return { state: 'unknown', finding: findingAt(file, first.step, message) };
  }
  const system = finalSteps(file).find(
    step =>
      /^(COPY|ADD)$/.test(step.keyword) &&
      step.destination?.resolved === true &&
      step.destination.value === '/' &&
      step.sources.some(
        one => one.resolved && /^\/$|rootfs|\.(tar(\.\w+)?|tgz|txz)$/.test(one.value ?? ''),
      ),
  );
  if (system) {
    const message = `${system.keyword} brings a whole file system; whether setuid files are in it is not known.`;
    return { state: 'unknown', finding: findingAt(file, system, message) };
  }
  const message = 'The parent is empty or distroless, and nothing is installed.';
  return { state: 'none', finding: { message, path: file.path, line: file.parentLine } };
}

/** `find / -perm /6000 -type f -exec chmod a-s {} +`, `… | xargs chmod ug-s`, `… -delete`. */
function stripsBits(step: Step): boolean {
  if (step.keyword !== 'RUN') return false;
  const text = runText(step);
  const finds = /-perm\s+["']?[-/+]?(?:0?[246]000|[ug]*\+s|[ugo]=s|u=s,g=s)/.test(text);
  return (
    finds &&
    runCommands(step).some(({ name }) => name === 'find') &&
    (/\bchmod\s+(?:-\w+\s+){0,10}(?:[ugoa]*-s|[ug]-s,[ug]-s|[0-7]{3,4})/.test(text) ||
      /-delete\b/.test(text) ||
      /\brm\b/.test(text))
  );
}

/** `chmod u+s`, `chmod 4755`. */
function setsBit(step: Step): boolean {
  return (
    step.keyword === 'RUN' &&
    runCommands(step).some(
      ({ name, words }) =>
        name === 'chmod' &&
        words.slice(1).some(word => /^[ugoa]*\+[rwxXt]*s|^[246]\d{3}$|^0[246]\d{3}$/.test(word)),
    )
  );
}
