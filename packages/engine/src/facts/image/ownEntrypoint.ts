import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { RepositoryTree } from '../repository/repositoryTree';
import { findScript } from '../script/findScript';
import { baseName } from '../script/shellCommands';
import { ImageConfig } from './imageConfig';
import { BuildContext } from './imageUnit';

/**
 * Corrects the entrypoint of an image that brings a script of its own under the name of the script of its parent, as
 * `docker-entrypoint.sh`: what the parent's does says nothing about it.
 *
 * @public
 */
export function withOwnEntrypoint(
  config: ImageConfig,
  image: {
    readonly dockerfile: ResolvedDockerfile;
    readonly context: BuildContext;
    readonly tree: RepositoryTree;
  },
): ImageConfig {
  const entrypoint = config.entrypoint.resolved ? config.entrypoint.value : undefined;
  const [command] = entrypoint?.words ?? [];
  if (!entrypoint?.handsOver || command === undefined) return config;
  const isOwn =
    isCopied(image.dockerfile, command, entrypoint.inherited) ||
    (!entrypoint.inherited && findScript({ command, ...image }).status === 'found');
  return isOwn
    ? { ...config, entrypoint: { resolved: true, value: { ...entrypoint, handsOver: false } } }
    : config;
}

/** Whether COPY or ADD brings a file of that name; over the script of the parent only at its very place. */
function isCopied(file: ResolvedDockerfile, command: string, inherited: boolean): boolean {
  const name = baseName(command);
  const places = command.startsWith('/') ? [command] : [`/usr/local/bin/${command}`];
  return file.finalChain
    .flatMap(stage => stage.steps)
    .filter(({ keyword }) => keyword === 'COPY' || keyword === 'ADD')
    .some(({ destination, sources }) => {
      const to = destination?.resolved ? (destination.value ?? '') : '';
      const named = sources.some(
        source => source.resolved && baseName(source.value ?? '') === name,
      );
      if (!inherited) return named || baseName(to) === name;
      return places.includes(to) || (named && places.includes(`${to.replace(/\/$/, '')}/${name}`));
    });
}
