import { CloudNode, scalar, unknown } from '../../cloud/cloudNode';
import { evaluateHcl, HclScope } from '../../cloud/terraform/evaluateHcl';
import { HclExpression } from '../../cloud/terraform/hclSyntax';
import { readHcl } from '../../cloud/terraform/readHcl';
import { at, readYamlTree, textAt, textsOf, YamlValue } from '../yaml/yamlTree';

/** A field of a target as texts; what is not known holds a `$`. */
export interface BakeField {
  readonly texts: readonly string[];
  readonly pairs: ReadonlyMap<string, string>;
}

export interface BakeTarget {
  readonly path: string;
  readonly line?: number;
  readonly fields: ReadonlyMap<string, BakeField>;
}

export interface BakeFile {
  readonly targets: ReadonlyMap<string, BakeTarget>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

const blocksLimit = 300;

/** Reads a bake file; `variable` is the environment, which wins over defaults. `undefined` when it is malformed. */
export function readBakeFile(
  path: string,
  text: string,
  variable: (name: string) => string | undefined,
): BakeFile | undefined {
  return path.endsWith('.json')
    ? readJson(path, text, variable)
    : readHclFile(path, text, variable);
}

function readHclFile(
  path: string,
  text: string,
  variable: (name: string) => string | undefined,
): BakeFile | undefined {
  const body = text.length > 256 * 1024 ? undefined : readHcl(text);
  if (!body) {
    return undefined;
  }
  const blocks = body.blocks.slice(0, blocksLimit);
  const defaults = new Map<string, HclExpression | undefined>(body.attributes);
  blocks
    .filter(({ type }) => type === 'variable')
    .forEach(block => defaults.set(block.labels[0] ?? '', block.body.attributes.get('default')));
  const open = new Set<string>();
  const scope: HclScope = {
    budget: { steps: 0, depth: 0 },
    readFile: () => undefined,
    lookUp: (root, steps, line): CloudNode => {
      const given = variable(root);
      const fallback = defaults.get(root);
      if (given !== undefined && steps.length === 0) {
        return scalar(given, { line });
      }
      if (!fallback || steps.length > 0 || open.has(root)) {
        return unknown(`\${${root}}`, { line });
      }
      open.add(root);
      const value = evaluateHcl(fallback, scope);
      open.delete(root);
      return value;
    },
  };
  const targets = new Map<string, BakeTarget>();
  const groups = new Map<string, readonly string[]>();
  for (const { type, labels, body: inner, line } of blocks) {
    const name = labels[0] ?? '';
    const fields = new Map(
      [...inner.attributes].map(([key, expression]) => [
        key,
        toField(evaluateHcl(expression, scope)),
      ]),
    );
    if (type === 'target') {
      targets.set(name, { path, line, fields });
    } else if (type === 'group') {
      groups.set(name, fields.get('targets')?.texts ?? []);
    }
  }
  return { targets, groups };
}

function toField(node: CloudNode): BakeField {
  const none = { texts: [], pairs: new Map<string, string>() };
  switch (node.kind) {
    case 'list':
      return { ...none, texts: node.items.slice(0, 200).flatMap(item => toField(item).texts) };
    case 'map': {
      const pairs = new Map(
        [...node.entries]
          .slice(0, 200)
          .map(([name, value]) => [name, toField(value).texts[0] ?? '']),
      );
      // `{ type = "gha", mode = "max" }` is `type=gha,mode=max`.
      return { texts: [[...pairs].map(pair => pair.join('=')).join(',')], pairs };
    }
    case 'scalar':
      return { ...none, texts: [String(node.value)] };
    case 'none':
      return none;
    default:
      return { ...none, texts: ['${unknown}'] };
  }
}

function readJson(
  path: string,
  text: string,
  variable: (name: string) => string | undefined,
): BakeFile | undefined {
  // JSON is YAML, and the tree knows lines.
  const root = readYamlTree(path, text);
  if (!root?.entries) {
    return undefined;
  }
  const variables = at(root, 'variable');
  const fill = (written: string) =>
    written.replace(
      /\$\{([A-Za-z_]\w*)\}/g,
      (whole, name: string) => variable(name) ?? textAt(variables, name, 'default') ?? whole,
    );
  const field = (value: YamlValue): BakeField => ({
    texts: textsOf(value).map(fill),
    pairs: new Map(
      [...(value.entries ?? [])].map(([name, { text: raw }]) => [name, fill(raw ?? '')]),
    ),
  });
  const targets = new Map<string, BakeTarget>();
  at(root, 'target')?.entries?.forEach((value, name) => {
    const fields = new Map([...(value.entries ?? [])].map(([key, entry]) => [key, field(entry)]));
    targets.set(name, { path, line: value.keyLine, fields });
  });
  const groups = new Map<string, readonly string[]>();
  at(root, 'group')?.entries?.forEach((value, name) => {
    groups.set(name, textsOf(at(value, 'targets')));
  });
  return { targets, groups };
}
