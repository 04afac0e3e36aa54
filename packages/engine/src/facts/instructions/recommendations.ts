import { ResolvedDockerfile, Step } from '../dockerfile/resolvedDockerfile';
import { runText } from '../dockerfile/runCommands';
import { joinPath } from '../repository/paths';
import { RepositoryTree } from '../repository/repositoryTree';
import { listSystemInstalls, SystemInstall } from './systemPackages';

/** What one install does with recommended packages (weak dependencies of dnf). */
export interface Recommendation {
  readonly manager: string;
  readonly family: 'apt' | 'dnf';
  readonly state: 'left-out' | 'installed' | 'unknown';
  /** How they are left out. */
  readonly how: string;
  readonly line: number;
}

const aptOff = /APT::Install-Recommends["']?[\s=]*["']*(0|false|no|off)\b/i;
const dnfOff = /install_weak_deps[\s=]*["']?(0|false|no)\b/i;

/** Every install with apt, dnf or microdnf in the final chain. */
export function listRecommendations(options: {
  readonly dockerfile: ResolvedDockerfile;
  readonly tree: RepositoryTree;
  /** Folder of the build context; undefined when it is not known. */
  readonly folder: string | undefined;
}): Recommendation[] {
  const steps = options.dockerfile.finalChain.flatMap(stage => stage.steps);
  return listSystemInstalls(options.dockerfile).flatMap((install): Recommendation[] => {
    const family = familyOf(install.manager);
    if (!family) return [];
    const off = family === 'apt' ? aptOff : dnfOff;
    const { manager, line, words, step } = install;
    const option = words.find(word => word === '--no-install-recommends' || off.test(word));
    if (option !== undefined || isOption(words, off)) {
      return [{ manager, family, state: 'left-out', how: option ?? 'an option', line }];
    }
    const before = steps.slice(0, steps.indexOf(step) + 1);
    const state = configured({ ...options, before, off, family, install });
    const how = state === 'left-out' ? 'its configuration' : '';
    return [{ manager, family, state, how, line }];
  });
}

function familyOf(manager: string): 'apt' | 'dnf' | undefined {
  if (/^(apt|apt-get|aptitude)$/.test(manager)) return 'apt';
  return /^(dnf|microdnf)$/.test(manager) ? 'dnf' : undefined;
}

/** `-o APT::Install-Recommends=false` in two words, `--no-install-recommends=true`. */
function isOption(words: readonly string[], off: RegExp): boolean {
  return words.some(word => word.startsWith('--no-install-recommends=') || off.test(word));
}

/** Whether an earlier instruction, or an earlier part of the same RUN, writes it into the configuration. */
function configured(options: {
  readonly before: readonly Step[];
  readonly off: RegExp;
  readonly family: 'apt' | 'dnf';
  readonly install: SystemInstall;
  readonly tree: RepositoryTree;
  readonly folder: string | undefined;
}): Recommendation['state'] {
  const { before, off, family, tree, folder } = options;
  let state: Recommendation['state'] = 'installed';
  const target = family === 'apt' ? /^\/etc\/apt\/apt\.conf/ : /^\/etc\/(dnf|yum)/;
  for (const step of before) {
    if (step.keyword === 'RUN' && off.test(runText(step))) return 'left-out';
    const destination = step.destination?.resolved === true ? step.destination.value : undefined;
    if (destination === undefined || !target.test(destination)) continue;
    if (step.instruction.heredocs.some(({ content }) => off.test(content))) return 'left-out';
    for (const source of step.sources) {
      const path =
        folder === undefined || step.from || !source.resolved
          ? undefined
          : joinPath(folder, source.value ?? '');
      const text = path === undefined ? undefined : tree.read(path);
      if (text?.status === 'present' && off.test(text.value)) return 'left-out';
      if (text?.status !== 'present') state = 'unknown';
    }
  }
  return state;
}
