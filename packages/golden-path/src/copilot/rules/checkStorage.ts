import { ManifestMap, isMap, isSet, listOf, mapOf } from '../manifestValue';
import { RuleContext, isOpen } from './ruleContext';

const pathPattern = /^[a-zA-Z0-9\-._/]+$/;

/** Volumes of the task and where they are mounted. */
export function checkStorage({ type, manifest, error, advice }: RuleContext): void {
  if (type === 'Static Site' || type === 'Request-Driven Web Service') return;
  const storage = mapOf(manifest.storage);
  if (storage.readonly_fs !== true) {
    advice('storage.readonly_fs', 'is not true, so the program can change its own files.');
  }
  const { ephemeral } = storage;
  if (typeof ephemeral === 'number' && (ephemeral < 20 || ephemeral > 200)) {
    error('storage.ephemeral', `is ${ephemeral}; it must be from 20 to 200 GiB.`);
  }
  let managed = 0;
  for (const [name, given] of Object.entries(mapOf(storage.volumes))) {
    const volume = mapOf(given);
    const at = `storage.volumes.${name}`;
    checkPath(volume.path, `${at}.path`, error);
    if (volume.efs === true) managed += 1;
    if (isMap(volume.efs) && isSet(volume.efs)) {
      if (isSet(volume.efs.uid) || isSet(volume.efs.gid)) managed += 1;
      checkFileSystem(volume.efs, `${at}.efs`, error);
    }
  }
  if (managed > 1) {
    error(
      'storage.volumes',
      `has ${managed} file systems that Copilot manages; one service can have one.`,
    );
  }
  for (const [name, sidecar] of Object.entries(mapOf(manifest.sidecars))) {
    listOf(mapOf(sidecar).mount_points).forEach((mount, index) => {
      const at = `sidecars.${name}.mount_points[${index}]`;
      if (!isSet(mapOf(mount).source_volume)) error(`${at}.source_volume`, 'is missing.');
      checkPath(mapOf(mount).path, `${at}.path`, error);
    });
  }
}

function checkPath(path: unknown, at: string, error: RuleContext['error']): void {
  if (!isSet(path) || path === '') error(at, 'is missing; say where the volume is mounted.');
  else if (!isOpen(path) && !pathPattern.test(String(path))) {
    error(at, 'can only have letters, digits and . - _ /.');
  }
}

function checkFileSystem(efs: ManifestMap, at: string, error: RuleContext['error']): void {
  const isManaged = isSet(efs.uid) || isSet(efs.gid);
  if (isManaged && ['id', 'root_dir', 'auth'].some(key => isSet(efs[key]))) {
    error(
      at,
      'has uid or gid of a managed file system, and id, root_dir or auth of an imported one.',
    );
    return;
  }
  if (isManaged && isSet(efs.uid) !== isSet(efs.gid)) error(at, 'needs uid and gid together.');
  if (efs.uid === 0) error(`${at}.uid`, 'cannot be 0, which is root.');
  const auth = mapOf(efs.auth);
  const root = efs.root_dir;
  if (isSet(auth.access_point_id)) {
    const isWhole = !isSet(root) || root === '' || root === '/';
    if (!isWhole || auth.iam === false) {
      error(`${at}.auth.access_point_id`, 'needs auth.iam true and no root_dir but /.');
    }
  } else if (isSet(root) && root !== '' && !isOpen(root) && !pathPattern.test(String(root))) {
    error(`${at}.root_dir`, 'can only have letters, digits and . - _ /.');
  }
}
