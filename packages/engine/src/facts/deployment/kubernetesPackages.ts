import { defineFact } from '../../contract/fact';
import { absent, present } from '../../contract/observation';
import { ManifestDocument, readManifests } from '../../helm/chart/manifestDocument';
import { defaultRenderLimits, RenderBudget, RenderLimits } from '../../helm/renderBudget';
import { YamlValue } from '../../helm/yaml/readYaml';
import { folderOf } from '../repository/paths';
import { RepositoryTree, repositoryTree } from '../repository/repositoryTree';
import { chartPointers } from './chartPointers';
import { chartRenders } from './chartRenders';
import { environmentName, environmentOf, mayDescribeDeployment } from './deploymentPaths';
import { lineAt, lineStarts } from './lineStarts';
import { KubernetesEnvironment, KubernetesPackage, KubernetesPackages } from './kubernetesPackage';
import { kustomizePackages } from './kustomizePackages';
import { UnreadDescriptor } from './ownContainer';
import { mayHoldWorkload, podPathOf } from './workloadKinds';

const maximumCharts = 20;
const maximumManifests = 500;
const maximumManifestCharacters = 4 * 1024 * 1024;

/** For all charts of a repository together. */
const repositoryLimits: RenderLimits = {
  ...defaultRenderLimits,
  steps: 4_000_000,
  characters: 128 * 1024 * 1024,
  milliseconds: 20_000,
};

/** Folders and files that hold manifests or charts by their name. */
const deployName = /(^|\/)(k8s|kubernetes|manifests?|deploy(ment)?s?|helm|charts?)([/.-]|$)/i;

const kustomization = /(^|\/)kustomization\.ya?ml$|(^|\/)Kustomization$/;

/** @public */
export const kubernetesPackages = defineFact<KubernetesPackages>({
  id: 'kubernetes-packages',
  description: 'Charts rendered for production, plain manifests, and what of them cannot be read.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    const charts = chartFolders(tree.value);
    const kustomized = foldersWith(tree.value, kustomization);
    if (charts.length > maximumCharts) {
      return present({
        packages: [],
        environments: [],
        unread: [
          {
            platform: 'kubernetes',
            kind: 'helm',
            path: charts[0] === '' ? 'Chart.yaml' : `${charts[0]}/Chart.yaml`,
            reason: `The repository has ${charts.length} charts; more than ${maximumCharts} are not read.`,
          },
        ],
      });
    }
    const budget = RenderBudget.create(repositoryLimits);
    const results = charts.map(folder =>
      chartRenders({ tree: tree.value, folder, charts, budget }),
    );
    const kustomizations = kustomizePackages({ tree: tree.value, folders: kustomized, budget });
    results.push(kustomizations);
    const plain = plainManifests(
      tree.value,
      [...charts, ...kustomizations.owned],
      kustomizations.readFiles,
    );
    results.push(plain);
    const rendered = results.flatMap(result => result.packages);
    const unread = results.flatMap(result => result.unread);
    // Objects alone, without a workload or a chart, deploy no service; what they point to may.
    const deploys = rendered.some(({ documents }) => documents.some(isWorkload));
    const packages = deploys ? rendered : rendered.filter(({ path }) => charts.includes(path));
    if (!deploys) {
      const objects = [...rendered.flatMap(({ documents }) => documents), ...plain.others];
      unread.push(...chartPointers(objects).slice(0, 20));
    }
    const environments = results.flatMap(result => result.environments);
    if (packages.length > 0 || unread.length > 0 || environments.length > 0) {
      return present({ packages, unread, environments });
    }
    // Nothing else says how the service is deployed, so what a link leads to decides.
    const link = tree.value.links.find(
      path =>
        mayDescribeDeployment(path) &&
        deployName.test(path) &&
        /(^|\/)[^/.]+$|\.ya?ml$/i.test(path),
    );
    return link === undefined
      ? absent()
      : present({
          packages,
          environments,
          unread: [
            {
              platform: 'kubernetes',
              kind: 'manifest',
              path: link,
              reason: `${link} is a link and is not followed.`,
            },
          ],
        });
  },
});

/** Folders of charts that are no subcharts. */
function chartFolders(tree: RepositoryTree): string[] {
  const folders = foldersWith(tree, /(^|\/)Chart\.yaml$/);
  return folders.filter(
    folder =>
      !folders.some(
        other =>
          other !== folder && folder.startsWith(other === '' ? 'charts/' : `${other}/charts/`),
      ),
  );
}

function foldersWith(tree: RepositoryTree, name: RegExp): string[] {
  return tree.entries
    .map(entry => entry.path)
    .filter(path => name.test(path) && mayDescribeDeployment(path))
    .map(folderOf)
    .sort();
}

function plainManifests(
  tree: RepositoryTree,
  taken: readonly string[],
  readFiles: ReadonlySet<string>,
): KubernetesPackages & { readonly others: readonly ManifestDocument[] } {
  const isTaken = (path: string): boolean =>
    readFiles.has(path) || taken.some(folder => folder === '' || path.startsWith(`${folder}/`));
  const files = tree.entries.filter(
    ({ path }) =>
      /\.(ya?ml|json)$/i.test(path) &&
      mayDescribeDeployment(path) &&
      !/(^|\/)copilot\//.test(path) &&
      !isTaken(path),
  );
  const found: { path: string; documents: readonly ManifestDocument[] }[] = [];
  const unread: UnreadDescriptor[] = [];
  let characters = 0;
  for (const { path, content } of files) {
    if (content.status !== 'present') {
      if (content.status === 'unavailable' && /\.ya?ml$/i.test(path) && deployName.test(path)) {
        unread.push({ platform: 'kubernetes', kind: 'manifest', path, reason: content.reason });
      }
      continue;
    }
    const text = content.value;
    if (!holdsKey(text, 'kind') || !holdsKey(text, 'apiVersion')) continue;
    characters += text.length;
    if (found.length >= maximumManifests || characters > maximumManifestCharacters) {
      unread.push({
        platform: 'kubernetes',
        kind: 'manifest',
        path,
        reason: `More than ${maximumManifests} manifests, or ${maximumManifestCharacters} characters of them, are not read.`,
      });
      break;
    }
    const lines = lineStarts(text);
    const { documents, problems } = readManifests(text, offset => ({
      path,
      line: lineAt(lines, offset),
    }));
    found.push({ path, documents: documents.flatMap(itemsOf) });
    const open = documents.map(({ value }) => value.get('kind')).find(isPlaceholder);
    if (open !== undefined) {
      unread.push({
        platform: 'kubernetes',
        kind: 'manifest',
        path,
        reason: `What kind of object ${path} holds is not known: it is filled in later.`,
      });
    }
    const [problem] = problems;
    const workloadKind =
      /(?:^|[{,])[ \t]*["']?kind["']?\s*:\s*["']?(Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob|Pod|Rollout)\b/m;
    if (problem && workloadKind.test(text) && mayHoldWorkload(text)) {
      unread.push({
        platform: 'kubernetes',
        kind: 'manifest',
        path,
        reason: `The manifest cannot be read: ${problem.describe()}`,
      });
    }
  }
  // The same service for several environments: the files of production count (catalogue, production-render).
  const named = found.some(
    file => environmentOf(file.path) === 'production' && file.documents.some(isWorkload),
  );
  const kept = found.filter(file => !named || environmentOf(file.path) !== 'other');
  const documents = kept.flatMap(file => file.documents);
  const packages: KubernetesPackage[] = documents.some(isWorkload)
    ? [{ path: '', documents, mainImages: [], reasonOf: () => undefined }]
    : [];
  const others = packages.length > 0 ? [] : documents;
  return { packages, unread, environments: environmentsOf(found), others };
}

/** Folders or files of plain manifests for one environment each. */
function environmentsOf(
  files: readonly { readonly path: string; readonly documents: readonly ManifestDocument[] }[],
): KubernetesEnvironment[] {
  const found = new Map<
    string,
    { name: string; source: string; path: string; documents: ManifestDocument[] }
  >();
  for (const { path, documents } of files) {
    const name = environmentName(path);
    if (name === undefined || documents.length === 0) continue;
    const parts = path.split('/');
    const at = parts.findIndex(part => environmentOf(part) !== undefined);
    const source = [...parts.slice(0, at), '*'].join('/');
    const known = found.get(`${source} ${name}`);
    if (known) known.documents.push(...documents);
    else found.set(`${source} ${name}`, { name, source, path, documents: [...documents] });
  }
  return [...found.values()]
    .filter(({ documents }) => documents.some(isWorkload))
    .slice(0, 20)
    .map(({ name, source, path, documents }) => ({
      name,
      source,
      path,
      packages: [{ path: '', documents, mainImages: [], reasonOf: () => undefined }],
    }));
}

const keys = {
  kind: /(?:^|[{,])[ \t]*["']?kind["']?\s*:/m,
  apiVersion: /(?:^|[{,])[ \t]*["']?apiVersion["']?\s*:/m,
};

function isPlaceholder(kind: YamlValue): boolean {
  return typeof kind === 'string' && /[${<]/.test(kind);
}

/** A key at the start of a line, or in braces as JSON writes it. */
function holdsKey(text: string, key: 'kind' | 'apiVersion'): boolean {
  return keys[key].test(text);
}

function isWorkload(document: ManifestDocument): boolean {
  const kind = document.value.get('kind');
  const apiVersion = document.value.get('apiVersion');
  return typeof kind === 'string' && podPathOf(kind, String(apiVersion)) !== undefined;
}

/** A `List` counts as the objects in it. */
function itemsOf(document: ManifestDocument): ManifestDocument[] {
  const items = document.value.get('items');
  if (!String(document.value.get('kind')).endsWith('List') || !Array.isArray(items))
    return [document];
  return items.flatMap((item, index) =>
    item instanceof Map ? [document.at(['items', index], item)] : [],
  );
}
