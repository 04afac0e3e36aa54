import { joinPath } from '../repository/paths';
import { readYaml } from '../repository/readYaml';
import { RepositoryTree } from '../repository/repositoryTree';

const composeName = /(^|\/)(docker-|podman-)?compose([.-][^/]*)?\.ya?ml$/i;
const valued =
  /^(-f|--file|-p|--project-name|--profile|--env-file|--project-directory|--scale|-t|--timeout|--wait-timeout|--pull|--attach|--no-attach|--exit-code-from|--parallel|--progress|--ansi)$/;

/**
 * Whether `docker compose up` starts an image that the repository builds, and not only the database beside it. What
 * cannot be read is taken to start it.
 */
export function composeStarts(
  words: readonly string[],
  tree: RepositoryTree,
  isBuilt: (reference: string) => boolean,
): boolean {
  const at = words.findIndex(word => word === 'up' || word === 'start');
  const files = words.flatMap((word, i) => {
    const joined = /^(?:-f|--file)=(.+)$/.exec(word)?.[1];
    return /^(-f|--file)$/.test(words[i - 1] ?? '') && i < at ? [word] : (joined ?? []);
  });
  const services = readServices(files, tree);
  if (services.size === 0) return true;
  const named = words
    .slice(at + 1)
    .filter((word, i, rest) => !word.startsWith('-') && !valued.test(rest[i - 1] ?? ''));
  // A set goes on over what is added to it: `up tests` starts what the tests depend on.
  const wanted = new Set(named.length > 0 ? named : services.keys());
  for (const name of wanted) {
    const service = services.get(name);
    if (!service || service.build !== undefined || service.extends !== undefined) return true;
    const image = typeof service.image === 'string' ? service.image : '';
    if (image === '' || image.includes('$') || isBuilt(image)) return true;
    dependsOn(service.depends_on).forEach(other => services.has(other) && wanted.add(other));
  }
  return false;
}

type Service = Readonly<Record<string, unknown>>;

/** The services of the named files, else of all compose files. */
function readServices(named: readonly string[], tree: RepositoryTree): Map<string, Service> {
  const all = tree.entries.map(({ path }) => path).filter(path => composeName.test(path));
  const paths =
    named.length === 0
      ? all
      : named.flatMap(name => {
          const path = joinPath('', name) ?? name;
          return tree.has(path) ? [path] : all.filter(one => one.endsWith(`/${path}`));
        });
  const found = new Map<string, Service>();
  for (const path of paths.slice(0, 20)) {
    const content = tree.read(path);
    const data = content.status === 'present' ? readYaml(content.value)?.data : undefined;
    if (!isRecord(data)) return new Map();
    // A file that another one is made of is not looked into.
    if (data.include !== undefined) return new Map();
    for (const [name, service] of Object.entries(isRecord(data.services) ? data.services : {})) {
      found.set(name, { ...found.get(name), ...(isRecord(service) ? service : {}) });
    }
  }
  return found;
}

function dependsOn(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const names = isRecord(value) ? Object.keys(value) : list;
  return names.filter((name): name is string => typeof name === 'string').slice(0, 100);
}

function isRecord(value: unknown): value is Service {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
