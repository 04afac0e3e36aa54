import { isMap, isSet, mapOf, valueAt } from '../manifestValue';
import { RuleContext, isOpen } from './ruleContext';
import { platformOf } from './platformOf';

const short = ['linux', 'windows'].flatMap(system =>
  ['amd64', 'x86_64', ...(system === 'linux' ? ['arm', 'arm64'] : [])].map(
    architecture => `${system}/${architecture}`,
  ),
);
const editions = [2019, 2022].flatMap(year => [
  `windows_server_${year}_core`,
  `windows_server_${year}_full`,
]);
const long = [...short, ...editions.flatMap(edition => [`${edition}/amd64`, `${edition}/x86_64`])];

/** Operating system and processor, and what Windows cannot do. */
export function checkPlatform({ type, manifest, error }: RuleContext): void {
  const { platform } = manifest;
  const name = platformOf(manifest);
  if (isMap(platform) && isSet(platform)) {
    if (!isSet(platform.osfamily) || !isSet(platform.architecture)) {
      error('platform', 'needs both osfamily and architecture.');
    } else if (!isOpen(name) && !long.includes(name)) {
      error('platform', `is ${name}; it can be one of: ${long.join(', ')}.`);
    }
  } else if (name !== '' && !isOpen(name) && !short.includes(name)) {
    error('platform', `is ${JSON.stringify(platform)}; it can be one of: ${short.join(', ')}.`);
  }
  const isWindows = name.startsWith('windows');
  if (type === 'Request-Driven Web Service') {
    if (isWindows || /\/arm/.test(name)) {
      error('platform', 'must be linux/amd64 or linux/x86_64 for a Request-Driven Web Service.');
    }
    return;
  }
  if (!isWindows) return;
  if (valueAt(manifest, 'storage', 'readonly_fs') === true) {
    error('storage.readonly_fs', 'cannot be true for a Windows container.');
  }
  for (const [volume, options] of Object.entries(mapOf(valueAt(manifest, 'storage', 'volumes')))) {
    const { efs } = mapOf(options);
    if (isSet(efs) && efs !== false) {
      error(`storage.volumes.${volume}.efs`, 'cannot be used by a Windows container.');
    }
  }
  const connect = valueAt(manifest, 'network', 'connect');
  if (/^(Load Balanced Web|Backend) Service$/.test(type) && isSet(connect) && connect !== false) {
    error('network.connect', 'cannot be used by a Windows container.');
  }
}
