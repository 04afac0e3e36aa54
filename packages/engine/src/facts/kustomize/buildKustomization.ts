import { RenderBudget } from '../../helm/renderBudget';
import { RenderError } from '../../helm/renderError';
import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { mapOf, mapsOf, textOf } from '../deployment/kubernetes/manifestFields';
import { TrackedYaml } from '../deployment/trackedYaml';
import { joinPath } from '../repository/paths';
import { RepositoryTree } from '../repository/repositoryTree';
import { generateMaps } from './generateMaps';
import { jsonPatch } from './jsonPatch';
import { knowsLists, mergePatch } from './mergePatch';
import { replaceValues, selectorOf } from './replaceValues';
import { kindOf, nameOf, namesOf, Resource } from './resource';
import { selectResources } from './selectResources';
import { transformMetadata, transformWorkloads } from './transform';

const depthLimit = 20;
const fileNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** What a build came to. */
export interface KustomizeBuild {
  readonly resources: readonly Resource[];
  /** Why parts of it are not known. */
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
}

interface BuildState {
  readonly resources: Resource[];
  readonly problems: KustomizeBuild['problems'][number][];
  readonly depth: number;
}

/** Path of the kustomization of a folder. */
export function kustomizationIn(tree: RepositoryTree, folder: string): string | undefined {
  return fileNames.map(name => joinPath(folder, name) ?? name).find(path => tree.has(path));
}

/** Builds kustomizations of one repository as `kustomize build` does, within one budget. */
export class KustomizeBuilder {
  readonly #tree: RepositoryTree;
  readonly #budget: RenderBudget;
  readonly #files = new Map<string, readonly (YamlMap | YamlValue[])[]>();
  readonly yaml: TrackedYaml;

  constructor(tree: RepositoryTree, budget: RenderBudget) {
    this.#tree = tree;
    this.#budget = budget;
    this.yaml = new TrackedYaml(budget);
  }

  /** Folders with a kustomization that the one of a folder uses. */
  uses(folder: string): string[] {
    const [kustomization] = this.#read(kustomizationIn(this.#tree, folder) ?? folder);
    const map = mapOf(kustomization);
    return ['resources', 'bases', 'components'].flatMap(key => {
      const list = map.get(key);
      return (Array.isArray(list) ? list.map(textOf).slice(0, 500) : []).flatMap(entry => {
        const path = joinPath(folder, entry);
        return path !== undefined && kustomizationIn(this.#tree, path) !== undefined ? [path] : [];
      });
    });
  }

  /** False for components. */
  isRoot(folder: string): boolean {
    return this.#head(folder).get('kind') !== 'Component';
  }

  /** True for an object of Flux, which has the same kind and often the same file name. */
  isForeign(folder: string): boolean {
    return textOf(this.#head(folder).get('apiVersion')).startsWith('kustomize.toolkit.fluxcd.io');
  }

  #head(folder: string): YamlMap {
    const [kustomization] = this.#read(kustomizationIn(this.#tree, folder) ?? folder);
    return mapOf(kustomization);
  }

  /** Files that were read by a build so far. */
  get read(): ReadonlySet<string> {
    return new Set(this.#files.keys());
  }

  /** @throws RenderError when nothing at all can be built */
  build(folder: string): KustomizeBuild {
    const problems: { path: string; reason: string }[] = [];
    const resources: Resource[] = [];
    this.#into(folder, { resources, problems, depth: 0 });
    return { resources, problems };
  }

  #into(folder: string, state: BuildState): void {
    const path = kustomizationIn(this.#tree, folder);
    if (path === undefined) throw new RenderError('input', `${folder} has no kustomization.`);
    this.#budget.step(100);
    if (state.depth > depthLimit)
      throw new RenderError('limit', 'Kustomizations lead to each other.', path, 1);
    const [kustomization = new Map<string, YamlValue>()] = this.#read(path);
    if (!(kustomization instanceof Map))
      throw new RenderError('input', 'It is no kustomization.', path, 1);
    const isComponent = kustomization.get('kind') === 'Component';
    // A component changes what was gathered before it; anything else only its own resources.
    const resources: Resource[] = isComponent ? state.resources : [];
    const attempt = (work: () => void, at = path): void => {
      try {
        work();
      } catch (error) {
        if (!(error instanceof RenderError) || error.code === 'limit') throw error;
        state.problems.push({ path: at, reason: error.describe() });
      }
    };
    for (const key of [
      'helmCharts',
      'helmChartInflationGenerator',
      'generators',
      'transformers',
      'crds',
      'validators',
    ]) {
      const list = kustomization.get(key);
      if (key === 'crds' || key === 'validators' || !Array.isArray(list) || list.length === 0)
        continue;
      state.problems.push({ path, reason: `${path} uses ${key}, which are not read.` });
    }
    const inner = { resources, problems: state.problems, depth: state.depth + 1 };
    for (const key of ['resources', 'bases', 'components'] as const) {
      if (key === 'components') attempt(() => this.#generate(kustomization, folder, resources));
      const list = kustomization.get(key);
      for (const entry of Array.isArray(list) ? list.map(textOf).slice(0, 500) : []) {
        attempt(() => this.#add(entry, folder, inner));
      }
    }
    const shared = { resources, kustomization, yaml: this.yaml };
    attempt(() => this.#patches(kustomization, folder, resources));
    attempt(() => transformMetadata(shared));
    for (const entry of mapsOf(kustomization.get('patchesJson6902'))) {
      attempt(() => this.#patch(entry, folder, resources));
    }
    attempt(() => transformWorkloads(shared));
    attempt(() => replaceValues({ ...shared, budget: this.#budget }));
    if (!isComponent) state.resources.push(...resources);
  }

  #generate(kustomization: YamlMap, folder: string, resources: Resource[]): void {
    generateMaps({
      kustomization,
      resources,
      yaml: this.yaml,
      readText: path => {
        const content = this.#tree.read(joinPath(folder, path) ?? '');
        return content.status === 'present' ? content.value : undefined;
      },
    });
  }

  #add(entry: string, folder: string, state: BuildState): void {
    if (/^[a-z+]+:\/\/|^git@|^github\.com\/|\?ref=|^git::/i.test(entry)) {
      throw new RenderError('unsupported', `${entry.slice(0, 200)} is in another repository.`);
    }
    const path = joinPath(folder, entry);
    if (path === undefined)
      throw new RenderError('input', `${entry.slice(0, 200)} is outside of the repository.`);
    if (kustomizationIn(this.#tree, path) !== undefined) {
      this.#into(path, state);
      return;
    }
    for (const value of this.#read(path)) {
      if (!(value instanceof Map)) continue;
      const items = value.get('items');
      const isList = textOf(value.get('kind')).endsWith('List') && Array.isArray(items);
      for (const object of isList ? mapsOf(items) : [value]) {
        state.resources.push({ value: this.yaml.clone(object), formerNames: [] });
      }
    }
  }

  #patches(kustomization: YamlMap, folder: string, resources: Resource[]): void {
    const strategic = kustomization.get('patchesStrategicMerge');
    for (const entry of Array.isArray(strategic) ? strategic.map(textOf) : []) {
      const key = /[\n:]/.test(entry) ? 'patch' : 'path';
      this.#patch(new Map([[key, entry]]), folder, resources);
    }
    for (const entry of mapsOf(kustomization.get('patches'))) this.#patch(entry, folder, resources);
  }

  #patch(entry: YamlMap, folder: string, resources: Resource[]): void {
    const file = entry.get('path');
    const patches =
      file === undefined
        ? this.#inline(entry, folder)
        : this.#read(joinPath(folder, textOf(file)) ?? textOf(file));
    const selector = entry.has('target') ? selectorOf(mapOf(entry.get('target'))) : undefined;
    for (const patch of patches) {
      if (Array.isArray(patch)) {
        const targets = selectResources(resources, selector ?? {}, this.#budget);
        targets.forEach(({ value }) => jsonPatch(value, patch, this.yaml));
      } else this.#merge(patch, selector, resources);
    }
  }

  #inline(entry: YamlMap, folder: string): readonly (YamlMap | YamlValue[])[] {
    const place = this.yaml.placeOf(entry, 'patch');
    const text = textOf(entry.get('patch'));
    // Lines of a patch that is written inside of the kustomization follow its key.
    const padding = place?.line === undefined ? '' : '\n'.repeat(Math.min(place.line, 5000));
    const path = place?.path ?? kustomizationIn(this.#tree, folder) ?? folder;
    return this.yaml.read(path, padding + text);
  }

  #merge(
    patch: YamlMap,
    selector: ReturnType<typeof selectorOf> | undefined,
    resources: Resource[],
  ): void {
    const own = { value: patch, formerNames: [] };
    const targets =
      selector && Object.values(selector).some(value => value !== undefined)
        ? selectResources(resources, selector, this.#budget)
        : resources.filter(
            resource => kindOf(resource) === kindOf(own) && namesOf(resource).includes(nameOf(own)),
          );
    if (targets.length === 0 && selector === undefined) {
      throw new RenderError(
        'template',
        `A patch is for ${kindOf(own)}/${nameOf(own)}, which is not there.`,
      );
    }
    for (const target of targets) {
      const body: YamlMap = this.yaml.clone(patch);
      // The target says which object it is; a patch renames nothing.
      body.delete('apiVersion');
      body.delete('kind');
      const metadata = body.get('metadata');
      if (metadata instanceof Map) metadata.delete('name');
      const kept = mergePatch({
        target: target.value,
        patch: body,
        yaml: this.yaml,
        knowsLists: knowsLists(textOf(target.value.get('apiVersion'))),
      });
      if (!kept) resources.splice(resources.indexOf(target), 1);
    }
  }

  #read(path: string): readonly (YamlMap | YamlValue[])[] {
    const known = this.#files.get(path);
    if (known) return known;
    const content = this.#tree.read(path);
    if (content.status !== 'present') {
      const why =
        content.status === 'unavailable' ? content.reason : 'It is not in the repository.';
      throw new RenderError('input', `${path} cannot be read: ${why}`);
    }
    let documents: readonly (YamlMap | YamlValue[])[];
    try {
      documents = this.yaml.read(path, content.value);
    } catch (error) {
      throw error instanceof RenderError ? error.at(path, 1) : error;
    }
    this.#files.set(path, documents);
    return documents;
  }
}
