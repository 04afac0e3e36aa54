import { ManifestMap, isMap, isSet, listOf, mapOf, valueAt } from '../manifestValue';
import { RuleContext, isOpen } from './ruleContext';

const statuses = ['start', 'complete', 'success', 'healthy'];

/** Containers beside the main one, and the order in which they start. */
export function checkContainers(context: RuleContext): void {
  const { manifest, error } = context;
  for (const [name, given] of Object.entries(mapOf(manifest.sidecars))) {
    checkSidecar(mapOf(given), `sidecars.${name}`, error);
  }
  checkEnvFile(manifest.env_file, 'env_file', error);
  checkEnvFile(valueAt(manifest, 'logging', 'env_file'), 'logging.env_file', error);
  listOf(manifest.taskdef_overrides).forEach((rule, index) => {
    const path = String(mapOf(rule).path ?? '');
    if (/^(Family|ContainerDefinitions\[\d{1,9}\].Name)$/.test(path)) {
      error(
        `taskdef_overrides[${index}].path`,
        `is ${path}, which Copilot does not let anybody change.`,
      );
    }
  });
  checkOrder(context);
}

function checkSidecar(sidecar: ManifestMap, at: string, error: RuleContext['error']): void {
  const { image } = sidecar;
  if (!isSet(image)) error(`${at}.image`, 'is missing.');
  else if (isMap(image) && isSet(image.build) === isSet(image.location)) {
    error(`${at}.image`, 'needs build or location, and not both.');
  }
  const protocol = isSet(sidecar.port) ? String(sidecar.port).split('/')[1] : undefined;
  if (protocol !== undefined && !isOpen(sidecar.port) && !/^(tcp|udp)$/i.test(protocol)) {
    error(`${at}.port`, `has the protocol ${protocol}; it can be tcp or udp.`);
  }
  checkEnvFile(sidecar.env_file, `${at}.env_file`, error);
}

function checkEnvFile(file: unknown, at: string, error: RuleContext['error']): void {
  if (isSet(file) && !isOpen(file) && !/(^|\/)[^/]*\.env$/.test(String(file))) {
    error(at, `is ${JSON.stringify(file)}; the name has to end in .env.`);
  }
}

interface Container {
  readonly essential: boolean;
  readonly dependsOn: ManifestMap;
  readonly at: string;
}

function checkOrder({ manifest, error }: RuleContext): void {
  const containers = new Map<string, Container>();
  containers.set(String(manifest.name ?? ''), {
    essential: true,
    dependsOn: mapOf(valueAt(manifest, 'image', 'depends_on')),
    at: 'image.depends_on',
  });
  for (const [name, given] of Object.entries(mapOf(manifest.sidecars))) {
    const { essential, depends_on: dependsOn } = mapOf(given);
    containers.set(name, {
      essential: essential !== false,
      dependsOn: mapOf(dependsOn),
      at: `sidecars.${name}.depends_on`,
    });
  }
  if (
    isSet(valueAt(manifest, 'logging', 'destination')) ||
    isSet(valueAt(manifest, 'logging', 'image'))
  ) {
    containers.set('firelens_log_router', { essential: true, dependsOn: {}, at: 'logging' });
  }
  for (const { dependsOn, at } of containers.values()) {
    for (const [name, given] of Object.entries(dependsOn)) {
      const status = String(given).toLowerCase();
      const other = containers.get(name);
      if (!statuses.includes(status)) {
        error(`${at}.${name}`, `is ${JSON.stringify(given)}; it can be ${statuses.join(', ')}.`);
      } else if (!other) {
        error(`${at}.${name}`, 'is a container that does not exist.');
      } else if (other.essential && !/^(start|healthy)$/.test(status)) {
        error(
          `${at}.${name}`,
          `is ${status}, but an essential container never ends; use start or healthy.`,
        );
      }
    }
  }
  const cycle = findCycle(containers);
  if (cycle) error('depends_on', `goes in a circle: ${cycle.join(' → ')}.`);
}

/** Containers that wait for each other; each is visited once. */
function findCycle(containers: ReadonlyMap<string, Container>): string[] | undefined {
  const done = new Set<string>();
  const follow = (name: string, above: readonly string[]): string[] | undefined => {
    if (above.includes(name)) return [...above.slice(above.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const next of Object.keys(containers.get(name)?.dependsOn ?? {})) {
      const found = containers.has(next) ? follow(next, [...above, name]) : undefined;
      if (found) return found;
    }
    done.add(name);
    return undefined;
  };
  for (const name of containers.keys()) {
    const found = follow(name, []);
    if (found) return found;
  }
  return undefined;
}
