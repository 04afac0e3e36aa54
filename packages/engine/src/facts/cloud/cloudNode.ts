import type { CloudValue } from './cloudResource';

/**
 * A value of infrastructure as code with the line it stands on, after (or before) its expressions are resolved.
 *
 * @public
 */
export type CloudNode = ScalarNode | ListNode | MapNode | UnknownNode | NoneNode;

interface Located {
  readonly line?: number;
  /** Names of the resources that gave this value. */
  readonly refs?: readonly string[];
}

/** @public */
export interface ScalarNode extends Located {
  readonly kind: 'scalar';
  readonly value: string | number | boolean;
}

/** @public */
export interface ListNode extends Located {
  readonly kind: 'list';
  readonly items: readonly CloudNode[];
}

/** @public */
export interface MapNode extends Located {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, CloudNode>;
  /** Why there may be more entries than these. */
  readonly open?: string;
}

/** What is only known at deploy time. @public */
export interface UnknownNode extends Located {
  readonly kind: 'unknown';
  /** A sentence. */
  readonly reason: string;
  /** Of a text that is known in parts: all of them in a row. */
  readonly parts?: readonly CloudNode[];
}

/** Nothing: `AWS::NoValue`, `null`. @public */
export interface NoneNode extends Located {
  readonly kind: 'none';
}

/** @public */
export function scalar(value: string | number | boolean, at: Located = {}): ScalarNode {
  return { kind: 'scalar', value, line: at.line, refs: at.refs };
}

/** @public */
export function unknown(reason: string, at: Located = {}): UnknownNode {
  return { kind: 'unknown', reason, line: at.line, refs: at.refs };
}

/** @public */
export function list(items: readonly CloudNode[], line?: number): ListNode {
  return { kind: 'list', items, line };
}

/** @public */
export function map(
  entries: ReadonlyMap<string, CloudNode>,
  line?: number,
  open?: string,
): MapNode {
  return { kind: 'map', entries, line, open };
}

/** The node at a path: `undefined` where nothing is, an unknown node where that cannot be said. @public */
export function descend(
  node: CloudNode | undefined,
  path: readonly (string | number)[],
): CloudNode | undefined {
  let current = node;
  for (const key of path) {
    if (current === undefined || current.kind === 'unknown') return current;
    if (current.kind === 'list' && typeof key === 'number') current = current.items[key];
    else if (current.kind === 'map') {
      const next: CloudNode | undefined = current.entries.get(String(key));
      current =
        next ??
        (current.open === undefined ? undefined : unknown(current.open, { line: current.line }));
    } else return undefined;
  }
  return current?.kind === 'none' ? undefined : current;
}

/** Plain data of a node; what is unknown inside becomes `{ $unresolved: reason }`. @public */
export function toValue(node: CloudNode): CloudValue {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.filter(item => item.kind !== 'none').map(toValue);
    case 'map': {
      const data: Record<string, CloudValue> = Object.create(null);
      for (const [key, value] of node.entries) {
        if (value.kind !== 'none') data[key] = toValue(value);
      }
      if (node.open !== undefined) data.$unresolved = node.open;
      return data;
    }
    case 'unknown':
      return { $unresolved: node.reason };
    default:
      return '';
  }
}

/** Names of the resources that a node, or anything inside it, refers to. @public */
export function collectReferences(node: CloudNode | undefined): string[] {
  const found = new Set<string>();
  const visit = (current: CloudNode): void => {
    current.refs?.forEach(name => found.add(name));
    if (current.kind === 'list') current.items.forEach(visit);
    if (current.kind === 'map') for (const value of current.entries.values()) visit(value);
  };
  if (node) visit(node);
  return [...found];
}

/** The text of a scalar; `undefined` for anything else. @public */
export function textOf(node: CloudNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? String(node.value) : undefined;
}

/** The entries of a map; none for anything else. @public */
export function entriesOf(node: CloudNode | undefined): readonly [string, CloudNode][] {
  return node?.kind === 'map' ? [...node.entries] : [];
}

/** The items of a list; none for anything else. @public */
export function itemsOf(node: CloudNode | undefined): readonly CloudNode[] {
  return node?.kind === 'list' ? node.items.filter(item => item.kind !== 'none') : [];
}
