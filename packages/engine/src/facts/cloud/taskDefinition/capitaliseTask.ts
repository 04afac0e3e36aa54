import { CloudNode, list, map } from '../cloudNode';

/** Maps whose keys are the user's own. */
const freeMaps = new Set([
  'options',
  'dockerLabels',
  'driverOpts',
  'labels',
  'DockerLabels',
  'Options',
]);

/** Names that differ from those of the API in more than the first letter. */
const names: Readonly<Record<string, string>> = {
  efsVolumeConfiguration: 'EFSVolumeConfiguration',
  fsxWindowsFileServerVolumeConfiguration: 'FSxWindowsFileServerVolumeConfiguration',
  fileSystemId: 'FilesystemId',
};

/** Gives a task definition of the API (`containerDefinitions`) the names of CloudFormation (`ContainerDefinitions`). */
export function capitaliseTask(node: CloudNode): CloudNode {
  if (node.kind === 'list') return list(node.items.map(capitaliseTask), node.line);
  if (node.kind !== 'map') return node;
  const entries = new Map<string, CloudNode>();
  for (const [key, value] of node.entries) {
    const name = Object.hasOwn(names, key)
      ? names[key]!
      : key.slice(0, 1).toUpperCase() + key.slice(1);
    entries.set(name, freeMaps.has(key) ? value : capitaliseTask(value));
  }
  return map(entries, node.line, node.open);
}
