import { defineFact } from '../../contract/fact';
import { Observation, present } from '../../contract/observation';
import { deployment } from '../deployment/deployment';
import { Step } from '../dockerfile/resolvedDockerfile';
import { SourceLocation } from '../image/imageConfig';
import { ImageUnit } from '../image/imageUnit';
import { imageUnits } from '../image/imageUnits';
import { RepositorySelection, selectedImages } from '../registry/selectedImages';
import { configBlobs } from '../registry/unitImage';
import { entitySettings } from '../repository/entitySettings';
import { joinPath } from '../repository/paths';
import { repositoryTree } from '../repository/repositoryTree';
import { findDatabasePath, findRailsDatabase, isScratch } from './databasePaths';

/** A folder whose content has to outlive the container. @public */
export interface DataPath extends SourceLocation {
  readonly folder: string;
  /** Where a relative path may lead to, too: from the root, whatever the working directory. */
  readonly orFolder?: string;
  readonly source: 'VOLUME' | 'annotation' | 'database' | 'mount';
}

/** @public */
export interface DataPaths {
  readonly paths: readonly DataPath[];
  /** Why there may be more. */
  readonly open: readonly (Partial<SourceLocation> & { readonly reason: string })[];
}

const configNames =
  /(^|\/)(application[^/]*\.(ya?ml|json|toml|txt)|appsettings[^/]*\.json|config[^/]*\.(ya?ml|json|toml)|database\.ya?ml)$/i;

/** @public */
export const dataPaths = defineFact<DataPaths>({
  id: 'data-paths',
  description: 'Folders of the containers that hold data.',
  derive: (_input, read) => {
    const units = read(imageUnits);
    const settings = read(entitySettings);
    const tree = read(repositoryTree);
    const deployed = read(deployment);
    const selected = read(selectedImages);
    const paths: DataPath[] = [];
    const inherited: DataPath[] = [];
    const open: { reason: string; path?: string; line?: number }[] = [];
    for (const unit of units.status === 'present' ? units.value : []) {
      if (unit.dockerfile.status !== 'present') {
        const reason =
          unit.dockerfile.status === 'unavailable'
            ? unit.dockerfile.reason
            : `${unit.path} does not exist.`;
        open.push({ reason, path: unit.path });
        continue;
      }
      const { finalChain, path } = unit.dockerfile.value;
      for (const folder of volumesOf(unit, units, selected)) {
        inherited.push({ folder, source: 'VOLUME', path });
      }
      for (const step of finalChain.flatMap(stage => stage.steps)) {
        const at = { path, line: step.line };
        if (step.keyword === 'VOLUME') {
          for (const folder of foldersOf(step)) {
            if (folder.includes('$'))
              open.push({ reason: `VOLUME ${folder} is not known.`, ...at });
            else if (!isScratch(folder)) paths.push({ folder, source: 'VOLUME', ...at });
          }
        }
        if (step.keyword !== 'ENV') continue;
        for (const { name, value, line } of step.pairs) {
          const folder = value.resolved ? findDatabasePath(value.value ?? '', name) : undefined;
          if (folder !== undefined) paths.push({ folder, source: 'database', path, line });
        }
      }
    }
    // Behind those of the Dockerfile, which have a line.
    paths.push(...inherited);
    const declared = settings.status === 'present' ? (settings.value.get('data-paths') ?? '') : '';
    for (const folder of declared.split(/[\s,]+/).filter(Boolean)) {
      paths.push({ folder: clean(folder), source: 'annotation', path: '.container-lens.yaml' });
    }
    if (deployed.status === 'present') {
      for (const container of deployed.value.ownContainers) {
        for (const { name, source, value, path, line } of container.environment) {
          const text = value.resolved && source !== 'secret' ? (value.value ?? '') : '';
          const folder = findDatabasePath(text, name);
          if (folder !== undefined) paths.push({ folder, source: 'database', path, line });
        }
      }
    }
    if (units.status === 'present' && tree.status === 'present') {
      for (const { path, content } of tree.value.entries) {
        if (!configNames.test(path) || content.status !== 'present') continue;
        if (
          /(^|\/)(tests?|__tests__|spec|docs?|examples?|node_modules|\.github)\/|[-.](test|dev|local|development)\./i.test(
            path,
          )
        )
          continue;
        const found = /database\.ya?ml$/i.test(path)
          ? (findRailsDatabase(content.value) ?? findDatabasePath(content.value))
          : findDatabasePath(content.value);
        if (found !== undefined) paths.push({ folder: found, source: 'database', path });
      }
    }
    const seen = new Set<string>();
    const from = workingDirectory(units.status === 'present' ? units.value : []);
    return present({
      paths: paths
        .map(path => absolute(path, from))
        .filter(({ folder }) => !isScratch(folder) && !seen.has(folder) && seen.add(folder)),
      open,
    });
  },
});

/** `config.Volumes` of the image in the registry: those of its parents are among them. */
function volumesOf(
  unit: ImageUnit,
  units: Observation<readonly ImageUnit[]>,
  selected: Observation<readonly RepositorySelection[]>,
): string[] {
  const all = units.status === 'present' ? units.value : [];
  return configBlobs(unit, all, selected)
    .flatMap(({ volumes }) => volumes ?? [])
    .map(clean)
    .filter(folder => !isScratch(folder));
}

function workingDirectory(units: readonly ImageUnit[]): string {
  const [file] = units.flatMap(({ dockerfile }) =>
    dockerfile.status === 'present' ? [dockerfile.value] : [],
  );
  const set = file?.finalChain
    .flatMap(stage => stage.steps)
    .filter(({ keyword }) => keyword === 'WORKDIR')
    .map(({ value }) => (value?.resolved ? (value.value ?? '') : ''))
    .filter(folder => folder.startsWith('/'));
  return clean(set?.at(-1) ?? '/');
}

function absolute(path: DataPath, from: string): DataPath {
  const { folder } = path;
  if (folder.startsWith('/')) return path;
  const inner = joinPath(folder.replace(/^~\//, '')) ?? '';
  // A path without folder names a file beside the program.
  return { ...path, folder: clean(`${from === '/' ? '' : from}/${inner}`), orFolder: `/${inner}` };
}

/** `VOLUME /a /b` and `VOLUME ["/a"]`, with the variables of the image. */
function foldersOf(step: Step): string[] {
  return (step.instruction.json ?? step.instruction.body.trim().split(/\s+/))
    .filter(word => word !== '')
    .slice(0, 100)
    .map(word =>
      clean(
        word.replace(/\$\{?([A-Za-z_]\w*)\}?/g, (whole, name: string) => {
          const value = step.variable(name);
          return value?.resolved && value.value !== undefined ? value.value : whole;
        }),
      ),
    );
}

function clean(folder: string): string {
  return folder.replace(/(?<!\/)\/+$/, '') || '/';
}
