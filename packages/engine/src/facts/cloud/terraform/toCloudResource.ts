import { CloudNode, map, scalar, textOf, unknown, list } from '../cloudNode';
import { readJsonNode } from '../readJsonNode';
import { readPartialJson } from '../readPartialJson';
import { capitaliseTask } from '../taskDefinition/capitaliseTask';
import { expandDynamic } from './expandDynamic';
import { HclBody } from './hclSyntax';
import { TerraformScope } from './terraformScope';
import { TerraformType } from './terraformTypes';

/** Blocks that tell Terraform how to work; the resource has no such property. */
const metaBlocks = new Set(['lifecycle', 'provisioner', 'connection', 'timeouts']);
const metaAttributes = new Set(['count', 'for_each', 'provider', 'depends_on', 'tags']);

/** The properties of a resource in the names of CloudFormation. */
export function toProperties(body: HclBody, spec: TerraformType, scope: TerraformScope): CloudNode {
  return convert({ body, spec, scope, way: '' });
}

function convert(given: {
  readonly body: HclBody;
  readonly spec: TerraformType;
  readonly scope: TerraformScope;
  readonly way: string;
}): CloudNode {
  const { body, spec, scope, way } = given;
  const entries = new Map<string, CloudNode>();
  for (const [name, expression] of body.attributes) {
    const at = way + name;
    if (way === '' && metaAttributes.has(name)) continue;
    let value = scope.evaluate(expression);
    if (spec.json?.includes(at)) value = readJson(value);
    if (at === 'container_definitions') value = capitaliseTask(value);
    put(entries, nameOf(spec, at, name), { ...value, line: expression.line });
  }
  for (const block of body.blocks) {
    const { type, line } = block;
    if (way === '' && metaBlocks.has(type)) continue;
    const dynamic = type === 'dynamic';
    const name = dynamic ? (block.labels[0] ?? '?') : type;
    const at = way + name;
    const property = nameOf(spec, at, name);
    const blocks = dynamic ? expandDynamic(block, scope) : [{ body: block.body, scope }];
    if (!blocks) {
      put(entries, property, unknown('It is made by a dynamic block.', { line }));
      continue;
    }
    for (const one of blocks) {
      const value = { ...convert({ ...one, spec, way: `${at}.` }), line };
      const before = entries.get(property);
      if (before?.kind === 'list') {
        put(entries, property, list([...before.items, value], before.line));
      } else if (before?.kind !== 'unknown') {
        put(entries, property, spec.lists?.includes(at) ? list([value], line) : value);
      }
    }
  }
  return map(entries, body.line);
}

function nameOf(spec: TerraformType, at: string, name: string): string {
  return (
    (spec.names && Object.hasOwn(spec.names, at) ? spec.names[at] : undefined) ??
    name.replace(/(^|_)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase())
  );
}

function put(entries: Map<string, CloudNode>, name: string, value: CloudNode): void {
  const [first = '', second] = name.split('.');
  if (second === undefined) {
    entries.set(first, value);
    return;
  }
  const before = entries.get(first);
  const inner = new Map(before?.kind === 'map' ? before.entries : []);
  inner.set(second, value);
  entries.set(first, map(inner, before?.line ?? value.line));
}

function readJson(value: CloudNode): CloudNode {
  const text = textOf(value);
  if (text === undefined) return readPartialJson(value) ?? value;
  return (
    readJsonNode(text, value.line) ?? unknown('The JSON cannot be read.', { line: value.line })
  );
}

/** Sticky sessions of a target group as the attributes that CloudFormation has for them. */
export function withAttributes(properties: CloudNode): CloudNode {
  if (properties.kind !== 'map') return properties;
  const stickiness = properties.entries.get('Stickiness');
  const health = properties.entries.get('HealthCheck');
  const entries = new Map(properties.entries);
  if (stickiness?.kind === 'map') {
    const enabled = stickiness.entries.get('Enabled') ?? scalar(true);
    const attribute = new Map<string, CloudNode>([
      ['Key', scalar('stickiness.enabled')],
      ['Value', enabled],
    ]);
    entries.set('TargetGroupAttributes', list([map(attribute, stickiness.line)], stickiness.line));
  }
  if (health?.kind === 'map') for (const [key, value] of health.entries) entries.set(key, value);
  return map(entries, properties.line);
}
