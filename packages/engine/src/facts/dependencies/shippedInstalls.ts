import { ResolvedDockerfile, Stage, Step } from '../dockerfile/resolvedDockerfile';
import { Ecosystem } from './dependency';
import { ancestors, InstallCommand, listInstalls } from './installCommands';

/** The install whose result is in a stage: the last one there, or the last one of the stage it is copied from. */
export interface ShippedInstall {
  readonly install: InstallCommand;
  /** Leaves development dependencies out, or takes them away again. */
  readonly production: boolean;
  /** Folder of the application when it was installed. */
  readonly folder: string;
  /** The COPY that brings it; `undefined` when it is installed in the final chain. */
  readonly copiedBy?: Step;
  /** True when the COPY brings the application with it, not the installed packages alone. */
  readonly withApplication: boolean;
}

/** What ships, or why it is not known. */
export type Shipped =
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string; readonly step: Step }
  | ({ readonly kind: 'known' } & ShippedInstall);

const depthLimit = 60;

/** Follows one ecosystem through RUN and COPY --from to the end of the final chain. */
export function findShippedInstall(file: ResolvedDockerfile, ecosystem: Ecosystem): Shipped {
  return stateOf(file.finalChain.at(-1)!, { file, ecosystem, depth: 0, known: new Map() });
}

interface Search {
  readonly file: ResolvedDockerfile;
  readonly ecosystem: Ecosystem;
  readonly depth: number;
  readonly known: Map<Stage, Shipped>;
}

function stateOf(stage: Stage, search: Search): Shipped {
  const already = search.known.get(stage);
  if (already) return already;
  const { file, ecosystem } = search;
  let state: Shipped = { kind: 'none' };
  let folder = '/';
  for (const one of [...ancestors(stage, file.stages), stage]) {
    const installs = listInstalls(one, file).filter(
      install =>
        install.ecosystem === ecosystem && install.kind !== 'names' && install.kind !== 'fetch',
    );
    for (const step of one.steps) {
      if (step.keyword === 'WORKDIR') {
        const value = step.value?.resolved ? (step.value.value ?? '') : '';
        folder = value.startsWith('/') ? value : `${folder.replace(/\/$/, '')}/${value}`;
      }
      for (const install of installs.filter(candidate => candidate.step === step)) {
        state = after(state, install, folder);
      }
      if (step.from?.kind === 'stage' && search.depth < depthLimit) {
        const source = file.stages[step.from.index];
        const other: Shipped = source
          ? stateOf(source, { ...search, depth: search.depth + 1 })
          : { kind: 'none' };
        state = copied(other, step, { ecosystem, folder }) ?? state;
      }
    }
  }
  search.known.set(stage, state);
  return state;
}

/** `pip install -r requirements-dev.txt` adds to what is there; every other tool makes what is there anew. */
function after(state: Shipped, install: InstallCommand, folder: string): Shipped {
  const was = state.kind === 'known' ? state : undefined;
  if (install.kind === 'prune') {
    return was ? { ...was, production: was.production || install.production } : state;
  }
  const adds = install.ecosystem === 'pypi' && install.words.some(word => /^pip[\d.]*$/.test(word));
  const inside = adds && was && !was.production ? was : undefined;
  const base = { kind: 'known' as const, folder, withApplication: true };
  return inside ?? { ...base, install, production: install.production };
}

function copied(
  other: Shipped,
  step: Step,
  place: { readonly ecosystem: Ecosystem; readonly folder: string },
): Shipped | undefined {
  if (other.kind !== 'known') {
    return other.kind === 'unknown' ? other : undefined;
  }
  const open = step.sources.find(source => !source.resolved);
  if (open && !open.resolved) return { kind: 'unknown', reason: open.reason, step };
  for (const source of step.sources) {
    const from = absolute(source.resolved ? (source.value ?? '') : '', '/');
    const covers = coverage(from, other, place.ecosystem);
    if (covers === 'none') continue;
    const to = step.destination?.resolved ? (step.destination.value ?? '') : '';
    const target = absolute(to, place.folder);
    const moved = covers === 'packages' ? target.replace(/\/(node_modules|vendor)$/, '') : target;
    const folder = other.folder.startsWith(`${from}/`)
      ? `${target}${other.folder.slice(from.length)}`
      : moved;
    return { ...other, folder, copiedBy: step, withApplication: covers === 'application' };
  }
  return undefined;
}

function absolute(path: string, folder: string): string {
  const full = path.startsWith('/') ? path : `${folder.replace(/\/$/, '')}/${path}`;
  return full.replace(/\/\.(?=\/|$)/g, '').replace(/(?<!\/)\/+$/, '') || '/';
}

const packageFolders: Readonly<Partial<Record<Ecosystem, RegExp>>> = {
  npm: /\/node_modules$/,
  pypi: /(^|\/)(\.?venv|env|virtualenv|site-packages|dist-packages|\.local|install|wheels?|packages|deps)(\/|$)|^\/usr(\/local)?(\/lib(\/python[\d.]+)?)?$|^\/opt(\/|$)/,
  rubygems: /\/bundle(\/|$)|\/vendor(\/bundle)?$|^\/usr\/local$|gems/,
  composer: /\/vendor$/,
};

/** Whether a source of COPY holds what was installed: the packages alone, or with the application around them. */
function coverage(
  from: string,
  { folder, install }: ShippedInstall,
  ecosystem: Ecosystem,
): 'packages' | 'application' | 'none' {
  if (packageFolders[ecosystem]?.test(from)) return 'packages';
  const deploys = install.words.includes('deploy') ? install.words.at(-1)! : undefined;
  if (deploys !== undefined && absolute(deploys, folder) === from) return 'application';
  return from === '/' || from === folder || folder.startsWith(`${from}/`) ? 'application' : 'none';
}
