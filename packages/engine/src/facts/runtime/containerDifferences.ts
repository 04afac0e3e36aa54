import { OwnContainer } from '../deployment/ownContainer';
import { Resolved, resolved } from '../resolved';
import type { EnvironmentDifference } from './environmentDifferences';

/** What must be the same everywhere, by the name that people know it under. */
const same: readonly (readonly [string, (container: OwnContainer) => Resolved<unknown>])[] = [
  ['image repository', container => mapped(container.image, repositoryPath)],
  ['command', container => mapped(container.command, withoutSettings)],
  ['arguments', container => mapped(container.args, withoutSettings)],
  ['ports', container => mapped(container.ports, ports => [...ports].sort())],
  ['runAsUser', container => container.runAsUser],
  ['runAsNonRoot', container => container.runAsNonRoot],
  ['allowPrivilegeEscalation', container => container.allowPrivilegeEscalation],
  ['privileged', container => container.privileged],
  ['readOnlyRootFilesystem', container => container.readOnlyRootFilesystem],
  ['host namespaces', container => mapped(container.hostNamespaces, names => [...names].sort())],
  [
    'added capabilities',
    container => mapped(container.addedCapabilities, names => [...names].sort()),
  ],
  [
    'dropped capabilities',
    container => mapped(container.droppedCapabilities, names => [...names].sort()),
  ],
  ['seccomp profile', container => container.seccompProfile],
  ['liveness probe', container => container.hasLivenessProbe],
  ['readiness probe', container => container.hasReadinessProbe],
  ['startup probe', container => container.hasStartupProbe ?? resolved<boolean>(undefined)],
];

/** How a container differs between two environments. */
export function containerDifferences(options: {
  readonly container: OwnContainer;
  readonly match: OwnContainer;
  /** `staging and prod`. */
  readonly where: string;
}): EnvironmentDifference[] {
  const { container, match, where } = options;
  const place = { path: match.path, line: match.line };
  const found = same.flatMap(([name, read]): EnvironmentDifference[] => {
    const [mine, theirs] = [read(container), read(match)];
    if (textOf(mine) === textOf(theirs)) return [];
    if (name === 'image repository' && isSameRepository(mine, theirs)) return [];
    if (!mine.resolved || !theirs.resolved) {
      const reason = mine.resolved ? (theirs as { reason: string }).reason : mine.reason;
      const message = `Whether ${container.unit} has the same ${name} in ${where} is not known: ${reason}`;
      return [{ verdict: 'unknown', message, ...place }];
    }
    const isPlural = /[^s]s$/.test(name);
    const message = `${container.unit} has ${isPlural ? 'other' : 'another'} ${name} in ${where}.`;
    return [{ verdict: 'fail', message, ...place }];
  });
  const names = (one: OwnContainer): string[] => one.environment.map(entry => entry.name);
  const [mine, theirs] = [new Set(names(container)), new Set(names(match))];
  const differing = [
    ...[...mine].filter(name => !theirs.has(name)),
    ...[...theirs].filter(name => !mine.has(name)),
  ];
  if (differing.length > 0) {
    const message = `${container.unit} has other variables in ${where}: ${differing.slice(0, 10).join(', ')}.`;
    found.push({ verdict: 'warn', message, ...place });
  } else if (container.environmentFrom.length !== match.environmentFrom.length) {
    const message = `${container.unit} takes variables from other objects in ${where}.`;
    found.push({ verdict: 'warn', message, ...place });
  }
  return found;
}

/** `orders` is a name that Kustomize or the pipeline replaces by `shop/orders`. */
function isSameRepository(mine: Resolved<unknown>, theirs: Resolved<unknown>): boolean {
  const [a, b] = [mine, theirs].map(one => (one.resolved ? String(one.value ?? '') : ''));
  return Boolean(a && b) && (`/${a}`.endsWith(`/${b}`) || `/${b}`.endsWith(`/${a}`));
}

function mapped<T, R>(value: Resolved<T>, map: (known: T) => R): Resolved<R> {
  if (!value.resolved) return value;
  return { resolved: true, value: value.value === undefined ? undefined : map(value.value) };
}

function textOf(value: Resolved<unknown>): string {
  if (!value.resolved) return `?${value.reason}`;
  // False and not set are one.
  return JSON.stringify(value.value === false ? undefined : value.value) ?? '';
}

/** Path of the repository: registry, account and Region may differ, as may tag and digest. */
function repositoryPath(reference: string): string {
  const bare = reference.replace(/@.*/s, '').replace(/:[^/:]*$/, '');
  const slash = bare.indexOf('/');
  const host = slash > 0 ? bare.slice(0, slash) : '';
  return /[.:]|^localhost$/.test(host) ? bare.slice(slash + 1) : bare;
}

/** Words with hosts, URLs and the log level made equal: those may differ. */
function withoutSettings(words: readonly string[]): string[] {
  return words.map((word, index) =>
    /^-{1,2}(log[-_.]?level|loglevel|verbosity)$/i.test(words[index - 1] ?? '')
      ? '*'
      : word
          .replace(/((?:^|[-_.])(?:log[-_.]?level|logging[\w.-]{0,40}|verbosity)=)[^\s,]*/i, '$1*')
          .replace(/[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"']*/gi, '*')
          .replace(/\b[\w-]{1,60}(\.[\w-]{1,60}){2,8}(:\d+)?\b/g, '*'),
  );
}
