import { Step } from '../facts/dockerfile/resolvedDockerfile';
import { readPackageInstalls } from '../facts/dockerfile/readPackageInstalls';
import { Fix, FixContext, FixProposal, LineEdit } from './fix';

/** What keeps the cache out of a layer: an option of the command, or a command behind it. */
const cures: Readonly<
  Record<
    string,
    { readonly option?: readonly [after: RegExp, option: string]; readonly command?: string }
  >
> = {
  apk: { option: [/\bapk\s+(?:-\S+\s+)*add\b/g, '--no-cache'] },
  pip: { option: [/\bpip[\d.]*\s+install\b/g, '--no-cache-dir'] },
  'apt-get': { command: 'rm -rf /var/lib/apt/lists/*' },
  apt: { command: 'rm -rf /var/lib/apt/lists/*' },
  aptitude: { command: 'rm -rf /var/lib/apt/lists/*' },
  yum: { command: 'yum clean all' },
  dnf: { command: 'dnf clean all' },
  microdnf: { command: 'microdnf clean all' },
  tdnf: { command: 'tdnf clean all' },
  zypper: { command: 'zypper clean --all' },
  npm: { command: 'npm cache clean --force' },
};

/** Removes what package managers leave behind, in the instruction that installs. */
export const cleanPackageCache: Fix = { check: 'cost-layer-package-cache', propose };

function propose(context: FixContext): FixProposal | undefined {
  const dirty = readPackageInstalls(context.resolved).filter(({ cleaned }) => !cleaned);
  const steps = context.resolved.finalChain.flatMap(stage => stage.steps);
  const edits: LineEdit[] = [];
  const managers = new Set<string>();
  let open = 0;
  for (const line of new Set(dirty.map(install => install.line))) {
    const step = steps.find(
      ({ instruction }) => instruction.keyword === 'RUN' && instruction.line === line,
    );
    const names = dirty.filter(install => install.line === line).map(({ manager }) => manager);
    const lines = step && mendRun(step, names, context.lines);
    if (step && lines) {
      edits.push({ from: step.instruction.line, to: step.instruction.endLine, lines });
      names.forEach(name => managers.add(name));
    } else {
      open += 1;
    }
  }
  if (edits.length === 0) {
    return open === 0
      ? undefined
      : {
          kind: 'by-hand',
          reason:
            'The RUN that installs is too involved to change safely; clean the cache at its end.',
        };
  }
  return {
    kind: 'edit',
    edits,
    summary: `The cache of ${[...managers].join(', ')} is removed in the layer that fills it.`,
  };
}

/** The lines of a RUN with its caches cleaned; undefined when that is not plainly safe. */
function mendRun(
  { instruction }: Step,
  managers: readonly string[],
  all: readonly string[],
): string[] | undefined {
  const { json, heredocs, line, endLine } = instruction;
  if (json || heredocs.length > 0) return undefined;
  const lines = all.slice(line - 1, endLine);
  for (const manager of managers) {
    const cure = cures[manager];
    if (!cure) return undefined;
    if (cure.option) {
      const [pattern, option] = cure.option;
      if (!addOption(lines, pattern, option)) return undefined;
    } else if (!appendCommand(lines, cure.command ?? '')) {
      return undefined;
    }
  }
  return lines;
}

function addOption(lines: string[], pattern: RegExp, option: string): boolean {
  let added = false;
  for (const [index, line] of lines.entries()) {
    if (/^\s*#/.test(line)) continue;
    const changed = line.replace(pattern, found => `${found} ${option}`);
    added ||= changed !== line;
    lines[index] = changed;
  }
  return added;
}

/** Behind the last line, which must be a plain end: no comment, operator or background command. */
function appendCommand(lines: string[], command: string): boolean {
  const last = (lines.at(-1) ?? '').trimEnd();
  if (last === '' || /#|[&|;\\]$/.test(last)) return false;
  if (lines.length === 1) {
    lines[0] = `${last} && ${command}`;
    return true;
  }
  const indent = /^\s*/.exec(last)?.[0] || '    ';
  lines[lines.length - 1] = `${last} \\`;
  lines.push(`${indent}&& ${command}`);
  return true;
}
