import { CloudNode, entriesOf, itemsOf, scalar, textOf, unknown } from '../cloudNode';
import { CloudResource, UnreadCloudFile } from '../cloudResource';
import { CloudFile, CloudVariant } from '../cloudVariant';
import { EnvironmentName, environmentName } from '../environmentName';
import { folderOf, joinPath } from '../../repository/paths';
import { makeResource } from '../makeResource';
import { HclBudget } from './evaluateHcl';
import { HclBody } from './hclSyntax';
import { listUnreadModules } from './listUnreadModules';
import { readHcl } from './readHcl';
import { PlacedBlock, TerraformModule, toModule } from './terraformModule';
import { TerraformScope } from './terraformScope';
import { terraformTypes } from './terraformTypes';
import { toProperties, withAttributes } from './toCloudResource';

const fileLimit = 400;
const sizeLimit = 256 * 1024;
const moduleDepth = 4;
const resourceLimit = 2000;
const eachLimit = 50;
const environmentLimit = 8;
const useLimit = 200;

interface Folders {
  readonly modules: ReadonlyMap<string, TerraformModule>;
  readonly texts: ReadonlyMap<string, string>;
  readonly budget: HclBudget;
}

/** Reads the Terraform of the repository: every root folder, with each of its files of variables. */
export function readTerraform(files: readonly CloudFile[]): {
  readonly variants: CloudVariant[];
  readonly unread: UnreadCloudFile[];
} {
  const sources = files.filter(({ path }) => path.endsWith('.tf'));
  if (sources.length === 0) return { variants: [], unread: [] };
  const unread: UnreadCloudFile[] = [];
  const byFolder = new Map<string, { path: string; body: HclBody }[]>();
  for (const [index, { path, text }] of sources.entries()) {
    const body = index < fileLimit && text.length <= sizeLimit ? readHcl(text) : undefined;
    if (!body) {
      const reason = `${path} cannot be read: it is malformed, too large or one of too many.`;
      unread.push({ path, reason, types: typesIn(text) });
      continue;
    }
    const folder = folderOf(path);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), { path, body }]);
  }
  const modules = new Map(
    [...byFolder].map(([folder, parts]) => [folder, toModule(folder, parts)]),
  );
  const folders = {
    modules,
    texts: new Map(files.map(({ path, text }) => [path, text])),
    budget: { steps: 0, depth: 0 },
  };
  const called = new Set([...modules.values()].flatMap(module => calledFolders(module)));
  const roots = [...modules.values()].filter(({ folder }) => !called.has(folder));
  unread.push(...listUnreadModules([...modules.values()]));
  return { variants: roots.flatMap(root => variantsOf(root, files, folders)), unread };
}

function typesIn(text: string): string[] {
  return [...text.matchAll(/^[ \t]*resource\s+"(\w{1,100})"/gm)].map(
    ([, type = '']) => terraformTypes[type]?.type ?? type,
  );
}

function calledFolders(module: TerraformModule): string[] {
  return [...module.calls.values()].flatMap(call => targetOf(module, call) ?? []);
}

function targetOf(module: TerraformModule, call: PlacedBlock): string | undefined {
  const source = call.body.attributes.get('source');
  const text = source?.kind === 'literal' ? String(source.value) : '';
  return /^\.\.?(\/|$)/.test(text) ? joinPath(module.folder, text) : undefined;
}

interface ValueFile {
  readonly path: string;
  readonly environment: EnvironmentName | undefined;
  readonly body: HclBody;
}

function variantsOf(
  root: TerraformModule,
  files: readonly CloudFile[],
  folders: Folders,
): CloudVariant[] {
  const own = environmentName(root.folder);
  const values = files
    .filter(({ path }) => path.endsWith('.tfvars') && isNear(path, root.folder))
    .slice(0, 50)
    .flatMap(({ path, text }): ValueFile[] => {
      const body = text.length <= sizeLimit ? readHcl(text) : undefined;
      const below = path.slice(root.folder.length);
      return body ? [{ path, environment: environmentName(below), body }] : [];
    });
  const base = values.filter(({ environment }) => environment === undefined);
  const named = new Map(
    values.flatMap(({ environment }) => (environment ? [[environment.name, environment]] : [])),
  );
  const make = (environment: EnvironmentName | undefined, given: readonly ValueFile[]) => ({
    path: root.folder,
    environment,
    resources: resourcesOf(root, {
      values: toValues(given),
      environment: environment?.name,
      folders,
    }),
  });
  if (own || named.size === 0) return [make(own, base)];
  const variants = [...named.values()]
    .sort((a, b) => Number(b.isProduction) - Number(a.isProduction))
    .slice(0, environmentLimit)
    .map(environment =>
      make(environment, [...base, ...values.filter(v => v.environment?.name === environment.name)]),
    );
  return variants.some(({ environment }) => environment?.isProduction)
    ? variants
    : [...variants, make(undefined, base)];
}

/** In the folder itself, or in a folder of values below or beside it. */
function isNear(path: string, folder: string): boolean {
  const at = folderOf(path);
  return at === folder || folder === '' || at.startsWith(`${folder}/`);
}

function toValues(files: readonly ValueFile[]): Map<string, CloudNode> {
  const values = new Map<string, CloudNode>();
  const empty = toModule('', []);
  const scope = new TerraformScope({
    module: empty,
    prefix: '',
    rootFolder: '',
    values: new Map(),
    readText: () => undefined,
    budget: { steps: 0, depth: 0 },
    child: () => undefined,
  });
  for (const { body } of files) {
    for (const [name, expression] of body.attributes) values.set(name, scope.evaluate(expression));
  }
  return values;
}

function resourcesOf(
  root: TerraformModule,
  given: {
    readonly values: ReadonlyMap<string, CloudNode>;
    readonly environment: string | undefined;
    readonly folders: Folders;
  },
): CloudResource[] {
  const { folders, environment } = given;
  const { budget } = folders;
  let uses = 0;
  const found: CloudResource[] = [];
  const enter = (
    module: TerraformModule,
    values: ReadonlyMap<string, CloudNode>,
    prefix: string,
    depth: number,
  ): TerraformScope => {
    const children = new Map<string, TerraformScope>();
    const scope = new TerraformScope({
      module,
      prefix,
      rootFolder: root.folder,
      values,
      readText: path => folders.texts.get(joinPath(path) ?? ''),
      budget,
      child: name => {
        const known = children.get(name);
        const call = module.calls.get(name);
        const target = call && folders.modules.get(targetOf(module, call) ?? '?');
        const isOff = call?.body.attributes.get('count');
        if (known || !call || !target || depth >= moduleDepth || ++uses > useLimit) return known;
        if (isOff && textOf(scope.evaluate(isOff)) === '0') return undefined;
        const passed = new Map(
          [...call.body.attributes].map(([key, value]) => [key, scope.evaluate(value)]),
        );
        const child = enter(target, passed, `${prefix}module.${name}.`, depth + 1);
        children.set(name, child);
        return child;
      },
    });
    for (const [address, block] of module.resources) {
      if (found.length < resourceLimit)
        found.push(...instancesOf(address, block, scope, environment));
    }
    for (const name of module.calls.keys()) scope.use.child(name);
    return scope;
  };
  enter(root, given.values, '', 0);
  return found;
}

function instancesOf(
  address: string,
  block: PlacedBlock,
  scope: TerraformScope,
  environment: string | undefined,
): CloudResource[] {
  const [kind = ''] = block.labels;
  const spec = terraformTypes[kind] ?? { type: kind };
  const make = (inner: TerraformScope, suffix: string): CloudResource => {
    const properties = toProperties(block.body, spec, inner);
    return makeResource({
      type: spec.type,
      name: `${scope.use.prefix}${address}${suffix}`,
      source: 'terraform',
      path: block.path,
      line: block.line,
      environment,
      properties: kind.endsWith('_target_group') ? withAttributes(properties) : properties,
    });
  };
  const count = block.body.attributes.get('count');
  if (count) {
    if (textOf(scope.evaluate(count)) === '0') return [];
    return [make(new TerraformScope(scope.use, new Map([['count.index', scalar(0)]])), '')];
  }
  const each = block.body.attributes.get('for_each');
  if (!each) return [make(scope, '')];
  const items = scope.evaluate(each);
  const pairs: (readonly [string, CloudNode])[] =
    items.kind === 'list'
      ? itemsOf(items).flatMap(item => (textOf(item) === undefined ? [] : [[textOf(item)!, item]]))
      : [...entriesOf(items)];
  if (items.kind === 'unknown' || (items.kind === 'map' && items.open !== undefined)) {
    const open = unknown('It is made for each of a set that is not literal.');
    return [make(new TerraformScope(scope.use, new Map([['each.value', open]])), '')];
  }
  return pairs.slice(0, eachLimit).map(([key, value]) => {
    const names = new Map([
      ['each.key', scalar(key) as CloudNode],
      ['each.value', value],
    ]);
    return make(new TerraformScope(scope.use, names), `["${key}"]`);
  });
}
