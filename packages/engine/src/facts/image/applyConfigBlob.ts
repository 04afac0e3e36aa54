import { ImageConfigBlob } from '../../contract/registryEvidence';
import { resolved, Resolved, unresolved } from '../resolved';
import { ImageConfig, ImageHealthcheck, StartCommand } from './imageConfig';
import { isRootUser } from './rootUser';

/**
 * The configuration of an image of several platforms: that of the first, and root where one of them is root. Without
 * root, the user is not known while a platform could not be read.
 *
 * @public
 */
export function applyConfigBlobs(
  derived: ImageConfig,
  blobs: readonly ImageConfigBlob[],
  unread: readonly string[],
): ImageConfig {
  const linux = blobs.filter(({ os }) => os !== 'windows');
  const root = linux.find(({ user }) => isRootUser((user ?? '').split(':')[0]!.trim()));
  const blob = root ?? linux[0] ?? blobs[0];
  if (!blob) return derived;
  const config = applyConfigBlob(derived, blob);
  const [platform] = unread;
  return root || platform === undefined
    ? config
    : {
        ...config,
        user: unresolved(`the configuration of the platform ${platform} could not be read`),
      };
}

/**
 * The configuration of the image in the registry, with the places of the Dockerfile where both say the same. Where they
 * differ, the registry decides and the difference is kept as an advisory (catalogue definition `effective-config`).
 *
 * @public
 */
export function applyConfigBlob(derived: ImageConfig, blob: ImageConfigBlob): ImageConfig {
  const user = (blob.user ?? '').split(':')[0]!.trim();
  const entrypoint = startOf(derived.entrypoint, blob.entrypoint);
  const cmd = startOf(derived.cmd, blob.cmd);
  const healthcheck = healthOf(derived, blob);
  const conflicts = [
    ...describeUsers(derived.user, user),
    ...(entrypoint.differs
      ? ['The image in the registry has another entrypoint than the Dockerfile.']
      : []),
    ...(cmd.differs ? ['The image in the registry has another command than the Dockerfile.'] : []),
    ...(derived.healthcheck.state !== 'unknown' &&
    isDefined(derived.healthcheck) !== isDefined(healthcheck)
      ? ['The image in the registry and the Dockerfile differ in their health check.']
      : []),
  ];
  return {
    ...derived,
    user: resolved(user),
    entrypoint: entrypoint.start,
    cmd: cmd.start,
    healthcheck,
    windows: derived.windows || blob.os === 'windows',
    ...(conflicts.length > 0 ? { conflicts } : {}),
  };
}

function describeUsers(derived: Resolved<string>, user: string): readonly string[] {
  if (!derived.resolved) return [];
  const written = derived.value ?? '';
  const same = written === user || (isRootUser(written) && isRootUser(user));
  const name = (value: string) => (isRootUser(value) ? 'root' : value.slice(0, 100));
  return same
    ? []
    : [`The image in the registry runs as ${name(user)}; the Dockerfile says ${name(written)}.`];
}

function startOf(
  derived: Resolved<StartCommand>,
  words: readonly string[] | undefined,
): { readonly start: Resolved<StartCommand>; readonly differs: boolean } {
  if (words === undefined || words.length === 0) {
    const differs = derived.resolved && derived.value !== undefined;
    return { start: resolved<StartCommand>(undefined), differs };
  }
  if (derived.resolved && derived.value && isSame(derived.value.words, words)) {
    return { start: derived, differs: false };
  }
  const shell =
    /(^|\/)(ba|da|a)?sh$/.test(words[0] ?? '') && words[1] === '-c' && words.length === 3;
  const start: StartCommand = {
    words,
    form: shell ? 'shell' : 'exec',
    inherited: !derived.resolved,
  };
  return { start: resolved(start), differs: derived.resolved };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}

function healthOf(derived: ImageConfig, { healthcheck }: ImageConfigBlob): ImageHealthcheck {
  const before = derived.healthcheck;
  const location =
    'location' in before ? before.location : { path: derived.unit.replace(/ \(.*\)$/, '') };
  const [kind, ...words] = healthcheck?.test ?? [];
  if (kind === undefined) return before.state === 'none' ? before : { state: 'absent' };
  if (kind === 'NONE') return { state: 'none', location };
  return { state: 'defined', command: words, shellForm: kind === 'CMD-SHELL', location };
}

function isDefined({ state }: ImageHealthcheck): boolean {
  return state === 'defined';
}
