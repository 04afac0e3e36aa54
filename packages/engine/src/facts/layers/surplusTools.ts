import { lookupTable } from '../../data/lookupTable';
import { Finding } from '../../contract/verdict';
import { ResolvedDockerfile, Step } from '../dockerfile/resolvedDockerfile';
import { runCommands } from '../dockerfile/runCommands';
import { listSystemInstalls } from '../instructions/systemPackages';
import { baseName } from '../script/shellCommands';
import { copies, destinationOf, finalSteps, findingAt, sourcesOf } from './finalSteps';

/** Build tools (A), and tools for debugging and access (B), of an image that ships. */
export interface SurplusTools {
  readonly build: readonly Finding[];
  readonly debug: readonly Finding[];
  /** Installs whose packages are not known. */
  readonly open: readonly Finding[];
}

const buildTool =
  /^(gcc|g\+\+|gcc-c\+\+|clang|llvm|make|cmake|git|git-core|maven|gradle|cargo|rustc|rust|golang|go|rustup)(-?\d[\d.]*)?$|^(build-essential|alpine-sdk|build-base|golang-go|base-devel|gcc-multilib|dpkg-dev|git-all|default-jdk(-headless)?|@?development(-tools| tools)?|groupinstall)$|-(dev|devel)$|^openjdk-?\d+(-jdk(-headless)?)?$|^(temurin|zulu-?\d*|msopenjdk|bellsoft-java\d+)(-\d+)?(-jdk)?$|^temurin-\d+-jdk$|^java-(\d[\d.]*)-.*-devel$|^java-common-jdk$|^java-\d+-amazon-corretto-jdk$/i;
const debugTool =
  /^(vim(-.*)?|nano|telnet|inetutils-telnet|busybox-extras|netcat(-.*)?|nc|ncat|nmap(-ncat)?|tcpdump|strace|gdb|openssh|openssh-server|sudo|docker(\.io|-ce|-ce-cli|-cli)?|kubectl|kubernetes-client|aws-?cli(-\d+)?|awscli-2)$/i;
const clients = /^(curl|wget)$/;
const awsClient = /^aws-?cli/i;

/** What the final chain installs, copies or downloads, without what the same RUN removes again. */
export function findSurplusTools(options: {
  readonly file: ResolvedDockerfile;
  /** Words of start commands, scripts and health checks. */
  readonly used: (tool: string) => boolean;
}): SurplusTools {
  const { file, used } = options;
  const build: Finding[] = [];
  const debug: Finding[] = [];
  const open: Finding[] = [];
  for (const { packages, unresolved, step, words } of listSystemInstalls(file)) {
    if (removesMarked(step)) continue;
    const names = words.includes('groupinstall') ? [...packages, 'groupinstall'] : packages;
    for (const name of names) {
      const shown = name === 'groupinstall' ? 'a group of packages' : name;
      if (buildTool.test(name)) {
        const message = `${shown} is installed and ships: a build tool.`;
        build.push(findingAt(file, step, message));
      } else if (isSurplusDebugTool(name, used)) {
        const message = `${shown} is installed and ships: a tool for debugging or access.`;
        debug.push(findingAt(file, step, message));
      }
    }
    if (unresolved.length > 0) {
      const message = `What ${unresolved.join(' ').slice(0, 100)} installs is not known.`;
      open.push(findingAt(file, step, message));
    }
  }
  for (const step of finalSteps(file)) {
    const tool = copies(step) ? copiedTool(step) : downloadedTool(step);
    if (tool === undefined) continue;
    if (tool.group === 'build') {
      build.push(findingAt(file, step, `${tool.name} is brought and ships: a build tool.`));
    } else if (!used(tool.name)) {
      const message = `${tool.name} is brought and ships: a tool for debugging or access.`;
      debug.push(findingAt(file, step, message));
    }
  }
  return { build, debug, open };
}

function isSurplusDebugTool(name: string, used: (tool: string) => boolean): boolean {
  if (clients.test(name)) return !used(name);
  if (awsClient.test(name)) return !used('aws');
  return debugTool.test(name);
}

/** `apt-mark auto '.*'` and `apt-get purge --auto-remove`, as official images clean up: only marked packages stay. */
function removesMarked(step: Step): boolean {
  const commands = runCommands(step);
  return (
    commands.some(({ name, words }) => name === 'apt-mark' && words.includes('auto')) &&
    commands.some(
      ({ name, words }) =>
        /^apt(-get)?$/.test(name) &&
        (words.includes('--auto-remove') || words.includes('autoremove')),
    )
  );
}

interface BroughtTool {
  readonly name: string;
  readonly group: 'build' | 'debug';
}

const programs = lookupTable<BroughtTool>({
  kubectl: { name: 'kubectl', group: 'debug' },
  docker: { name: 'docker', group: 'debug' },
  go: { name: 'go', group: 'build' },
  cargo: { name: 'cargo', group: 'build' },
  mvn: { name: 'mvn', group: 'build' },
});

function copiedTool(step: Step): BroughtTool | undefined {
  const paths = [...sourcesOf(step), destinationOf(step)];
  if (step.from && paths.some(path => /^\/usr\/local\/(go|cargo|rustup)\/?$/.test(path))) {
    return { name: baseName(sourcesOf(step)[0]?.replace(/\/$/, '') ?? 'go'), group: 'build' };
  }
  const program = paths.find(path => /(^|\/)bin\/(kubectl|docker|go|cargo|mvn)$/.test(path));
  return program === undefined ? undefined : programs[baseName(program)];
}

/** `curl -o /usr/local/bin/kubectl …`, `./aws/install`, `rustup-init -y`, `pip install awscli`. */
function downloadedTool(step: Step): BroughtTool | undefined {
  if (step.keyword !== 'RUN') return undefined;
  const commands = runCommands(step);
  const removed = new Set(
    commands.filter(({ name }) => name === 'rm').flatMap(({ words }) => words.slice(1)),
  );
  for (const { name, words } of commands) {
    if (words[0]?.endsWith('aws/install')) return { name: 'aws', group: 'debug' };
    if (/^pip[\d.]*$/.test(name) && words.includes('install') && words.includes('awscli')) {
      return { name: 'aws', group: 'debug' };
    }
    const writes = /^(curl|wget|mv|cp|install|ln|chmod)$/.test(name);
    const target = words.find(
      word => /^\/(usr\/)?(local\/)?s?bin\/(kubectl|docker)$/.test(word) && !removed.has(word),
    );
    if (writes && target) return programs[baseName(target)];
  }
  return undefined;
}
