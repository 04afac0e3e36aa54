import { CloudNode, descend, entriesOf, scalar, textOf } from '../cloudNode';
import { EnvironmentName, environmentName } from '../environmentName';
import { folderOf } from '../../repository/paths';
import { readJsonNode } from '../readJsonNode';
import { readYamlNode } from '../readYamlNode';
import { readSamConfig } from './samConfig';
import { Template } from './template';

/** Values for the parameters of templates, from one file (or one section of it). */
export interface ParameterSet {
  readonly path: string;
  readonly environment: EnvironmentName | undefined;
  readonly values: ReadonlyMap<string, CloudNode>;
  /** A flat map of names and values says nowhere that it is meant for a template. */
  readonly isFlat: boolean;
}

const names =
  /(^|\/)(params?|parameters?|config|configs|configuration|environments?|envs?|vars)\/|param|config|(^|[./_-])(dev|test|qa|int|stage|staging|stg|preprod|uat|sandbox|prod|prd|production|live)[^/]*\.(json|ya?ml)$/i;
const sizeLimit = 64 * 1024;

/** Whether a file may hold parameter values, judged by its name and size. */
export function mayHoldParameters(path: string, text: string): boolean {
  if (/(^|\/)samconfig\.(toml|ya?ml)$/.test(path)) return true;
  return /\.(json|ya?ml)$/i.test(path) && text.length <= sizeLimit && names.test(path);
}

/** Reads the parameter sets of one file. */
export function readParameterSets(path: string, text: string): ParameterSet[] {
  if (/(^|\/)samconfig\.(toml|ya?ml)$/.test(path)) return readSamConfig(path, text);
  const root = /\.json$/i.test(path) ? readJsonNode(text) : readYamlNode(text);
  if (!root) return [];
  const environment = environmentName(path);
  const make = (values: ReadonlyMap<string, CloudNode>, isFlat = false): ParameterSet[] =>
    values.size === 0 ? [] : [{ path, environment, values, isFlat }];
  if (root.kind === 'list') return make(readPairs(root.items));
  const inner = descend(root, ['Parameters']) ?? descend(root, ['parameters']);
  if (inner?.kind === 'list') return make(readPairs(inner.items));
  const flat = inner ?? root;
  const values = new Map<string, CloudNode>();
  for (const [key, value] of entriesOf(flat)) {
    const text_ = listText(value);
    if (text_ !== undefined) values.set(key, scalar(text_, { line: value.line }));
  }
  return make(values, inner === undefined);
}

function readPairs(items: readonly CloudNode[]): Map<string, CloudNode> {
  const values = new Map<string, CloudNode>();
  for (const item of items) {
    const key = textOf(descend(item, ['ParameterKey']));
    const value = descend(item, ['ParameterValue']);
    if (key !== undefined && value?.kind === 'scalar') values.set(key, value);
    const [, name, text] = /^([A-Za-z0-9]+)=(.*)$/s.exec(textOf(item) ?? '') ?? [];
    if (name !== undefined) values.set(name, scalar(text ?? '', { line: item.line }));
  }
  return values;
}

function listText(value: CloudNode): string | undefined {
  if (value.kind === 'scalar') return String(value.value);
  if (value.kind !== 'list') return undefined;
  const parts = value.items.map(textOf);
  return parts.includes(undefined) ? undefined : parts.join(',');
}

/** Whether a set is meant for a template: it names its parameters and lies near it. */
export function suits(set: ParameterSet, template: Template): boolean {
  const keys = [...set.values.keys()];
  const known = keys.filter(key => template.parameters.has(key));
  if (known.length === 0 || (set.isFlat && known.length < keys.length)) return false;
  const folder = folderOf(template.path);
  const above = folderOf(set.path);
  const isNear = (a: string, b: string): boolean => b === '' || a === b || a.startsWith(`${b}/`);
  // Beside or below the template, or in a folder beside one of its folders (infra/params, infra/templates).
  return isNear(above, folder) || isNear(folder, folderOf(above)) || isNear(folder, above);
}
