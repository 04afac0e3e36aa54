import { CloudNode, descend, entriesOf, textOf } from '../cloudNode';
import { CloudResource } from '../cloudResource';
import { readJsonNode } from '../readJsonNode';
import { readYamlNode } from '../readYamlNode';

/** A CloudFormation template before its expressions are resolved. */
export interface Template {
  readonly path: string;
  readonly source: CloudResource['source'];
  readonly parameters: ReadonlyMap<string, CloudNode>;
  readonly mappings: CloudNode | undefined;
  readonly conditions: ReadonlyMap<string, CloudNode>;
  readonly resources: ReadonlyMap<string, CloudNode>;
  /** What SAM lays below the properties of its functions. */
  readonly functionGlobals?: CloudNode;
}

const typeNames = /["']?Type["']?\s*:\s*["']?((?:AWS|Alexa)::[A-Za-z0-9:]{1,80})/g;

/** Cheap test of the text, before anything is parsed. */
export function looksLikeTemplate(text: string): boolean {
  if (!text.includes('::')) return false;
  return (
    /(?:^|[\s{,])["']?Resources["']?\s*:/.test(text) &&
    /["']?Type["']?\s*:\s*["']?(?:AWS|Custom|Alexa)::[A-Za-z]/.test(text)
  );
}

/** Types of resources that a text names. */
export function namedTypes(text: string): string[] {
  const found = new Set<string>();
  for (const [, type = ''] of text.matchAll(typeNames)) found.add(type);
  return [...found];
}

/** Reads a template; `undefined` when it cannot be parsed or is none. */
export function readTemplate(path: string, text: string): Template | undefined {
  const whole = /^[\s\uFEFF]*\{/.test(text)
    ? (readJsonNode(text) ?? readYamlNode(text))
    : readYamlNode(text);
  // The Serverless Framework keeps a template inside of its own file.
  const root = descend(whole, ['Resources']) ? whole : (descend(whole, ['resources']) ?? whole);
  if (root?.kind !== 'map') return undefined;
  const resources = root.entries.get('Resources');
  if (resources?.kind !== 'map') return undefined;
  return {
    path,
    source: sourceOf(path, root, text),
    parameters: new Map(entriesOf(root.entries.get('Parameters'))),
    mappings: root.entries.get('Mappings'),
    conditions: new Map(entriesOf(root.entries.get('Conditions'))),
    resources: resources.entries,
    functionGlobals: descend(root, ['Globals', 'Function']),
  };
}

function sourceOf(path: string, root: CloudNode, text: string): CloudResource['source'] {
  if (/(^|\/)cdk\.out\//.test(path) || text.includes('aws:cdk:path')) return 'cdk';
  const transform = descend(root, ['Transform']);
  const names = transform?.kind === 'list' ? transform.items.map(textOf) : [textOf(transform)];
  return names.some(name => name?.startsWith('AWS::Serverless')) ? 'sam' : 'cloudformation';
}
