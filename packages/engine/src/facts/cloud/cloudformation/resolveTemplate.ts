import {
  CloudNode,
  descend,
  entriesOf,
  itemsOf,
  list,
  map,
  scalar,
  textOf,
  unknown,
} from '../cloudNode';
import { ecrUri } from '../ecrUri';
import { joinText } from '../joinText';
import { selectItem, splitText } from './listFunctions';
import { Template } from './template';

const stepLimit = 300_000;
const depthLimit = 60;
/** A pattern that only a digest fits: `^sha256:[a-f0-9]{64}$`; patterns of parameters are anchored anyway. */
const digestPattern = /^\^?sha256:\[(a-f0-9|0-9a-f)\]\{64\}\$?$/;
/** Stands for a digest that is handed over with a deployment. */
const someDigest = `sha256:${'0'.repeat(64)}`;

/** Properties whose value a Ref to the resource gives. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::ECR::Repository': 'RepositoryName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::ECS::Cluster': 'ClusterName',
};

/** Resolves the expressions of one template with one set of parameter values. */
export class TemplateResolver {
  readonly #template: Template;
  readonly #values: ReadonlyMap<string, CloudNode>;
  readonly #conditions = new Map<string, boolean | undefined>();
  readonly #properties = new Map<string, CloudNode>();
  readonly #open = new Set<string>();
  #steps = 0;
  #depth = 0;

  constructor(template: Template, values: ReadonlyMap<string, CloudNode>) {
    this.#template = template;
    this.#values = values;
  }

  /** Whether a resource or output with this condition exists; `undefined` when that is only known at deploy time. */
  condition(name: string): boolean | undefined {
    if (this.#conditions.has(name)) return this.#conditions.get(name);
    const node = this.#template.conditions.get(name);
    if (!node || this.#open.has(name)) return undefined;
    this.#open.add(name);
    const value = this.#truth(node);
    this.#open.delete(name);
    this.#conditions.set(name, value);
    return value;
  }

  resolve(node: CloudNode): CloudNode {
    if (++this.#steps > stepLimit || this.#depth > depthLimit) {
      return unknown('The template is too large to be resolved whole.', node);
    }
    this.#depth++;
    const result = this.#resolve(node);
    this.#depth--;
    return result;
  }

  #resolve(node: CloudNode): CloudNode {
    if (node.kind === 'list')
      return list(
        node.items.map(item => this.resolve(item)),
        node.line,
      );
    if (node.kind !== 'map') return node;
    if (node.entries.size === 1) {
      const [name, argument] = [...node.entries][0]!;
      if (name === 'Ref' || name.startsWith('Fn::')) {
        return { ...this.#call(name, argument, node.line), line: node.line };
      }
    }
    const entries = new Map<string, CloudNode>();
    let open: string | undefined;
    for (const [key, value] of node.entries) {
      if (key.startsWith('Fn::')) open = `${key} adds to it at deploy time.`;
      else entries.set(key, this.resolve(value));
    }
    return map(entries, node.line, open);
  }

  #call(name: string, argument: CloudNode, line: number | undefined): CloudNode {
    switch (name) {
      case 'Ref':
        return this.#reference(textOf(argument) ?? '', line);
      case 'Fn::Sub':
        return this.#substitute(argument, line);
      case 'Fn::Join':
        return this.#join(argument, line);
      case 'Fn::GetAtt':
        return this.#attribute(argument, line);
      case 'Fn::If':
        return this.#choose(argument, line);
      case 'Fn::FindInMap':
        return this.#findInMap(argument, line);
      case 'Fn::Select':
        return selectItem(this.#operands(argument), line);
      case 'Fn::Split':
        return splitText(this.#operands(argument), line);
      case 'Fn::Base64':
        return unknown('Fn::Base64 is not read.', { line });
      case 'Fn::ImportValue':
        return unknown('The value is exported by another stack.', { line });
      default:
        return unknown(`${name} is evaluated at deploy time.`, { line });
    }
  }

  #reference(name: string, line: number | undefined): CloudNode {
    if (name === 'AWS::NoValue') return { kind: 'none', line };
    if (name === 'AWS::Partition') return scalar('aws', { line });
    if (name === 'AWS::URLSuffix') return scalar('amazonaws.com', { line });
    if (name.startsWith('AWS::')) return scalar(`\${${name}}`, { line });
    const parameter = this.#template.parameters.get(name);
    if (parameter) return this.#parameter(name, parameter, line);
    const resource = this.#template.resources.get(name);
    if (!resource) return unknown(`${name} is neither a parameter nor a resource here.`, { line });
    const refs = [name];
    const property = nameProperties[textOf(descend(resource, ['Type'])) ?? ''];
    const given = property === undefined ? undefined : this.#property(name, resource, property);
    return given?.kind === 'scalar'
      ? scalar(given.value, { line, refs })
      : unknown(`It is the resource ${name}, which gets its name at deploy time.`, { line, refs });
  }

  #parameter(name: string, parameter: CloudNode, line: number | undefined): CloudNode {
    const given = this.#values.get(name) ?? descend(parameter, ['Default']);
    const type = textOf(descend(parameter, ['Type'])) ?? 'String';
    if (given === undefined || given.kind === 'none') {
      if (digestPattern.test(textOf(descend(parameter, ['AllowedPattern'])) ?? '')) {
        return scalar(someDigest, { line });
      }
      return unknown(`The parameter ${name} has no value here.`, { line });
    }
    if (given.kind !== 'scalar') return { ...given, line };
    const text = String(given.value);
    if (type.startsWith('AWS::SSM::')) {
      return unknown(`The parameter ${name} is read from Parameter Store.`, { line });
    }
    if (/^(CommaDelimitedList|List<)/.test(type)) {
      return list(
        text.split(',').map(item => scalar(item.trim(), { line })),
        line,
      );
    }
    return scalar(given.value, { line });
  }

  /** A property of a resource, unless its value leads back to itself. */
  #property(name: string, resource: CloudNode, property: string): CloudNode | undefined {
    const node = descend(resource, ['Properties', property]);
    const key = `${name}.${property}`;
    if (this.#properties.has(key)) return this.#properties.get(key);
    if (!node || this.#open.has(key)) return undefined;
    this.#open.add(key);
    const value = this.resolve(node);
    this.#open.delete(key);
    this.#properties.set(key, value);
    return value;
  }

  #attribute(argument: CloudNode, line: number | undefined): CloudNode {
    const parts =
      argument.kind === 'list'
        ? argument.items.map(item => textOf(this.resolve(item)) ?? '?')
        : (textOf(argument) ?? '?').split('.');
    const [name = '?', ...rest] = parts;
    const attribute = rest.join('.');
    const resource = this.#template.resources.get(name);
    const type = textOf(descend(resource, ['Type']));
    const refs = [name];
    if (resource && type === 'AWS::ECR::Repository' && attribute === 'RepositoryUri') {
      const given = this.#property(name, resource, 'RepositoryName');
      return scalar(ecrUri(textOf(given) ?? `\${${name}}`), { line, refs });
    }
    return unknown(`${attribute} of ${name} is known at deploy time.`, { line, refs });
  }

  #substitute(argument: CloudNode, line: number | undefined): CloudNode {
    const parts = argument.kind === 'list' ? argument.items : [argument];
    const text = textOf(parts[0]);
    if (text === undefined) return unknown('Fn::Sub has no text.', { line });
    const variables = new Map(entriesOf(parts[1]));
    const pieces: CloudNode[] = [];
    let last = 0;
    for (const match of text.matchAll(/\$\{([^{}]{0,200})\}/g)) {
      pieces.push(scalar(text.slice(last, match.index)));
      last = match.index + match[0].length;
      const name = (match[1] ?? '').trim();
      const variable = variables.get(name);
      if (name.startsWith('!')) pieces.push(scalar(`\${${name.slice(1)}}`));
      else if (variable) pieces.push(this.resolve(variable));
      else if (name.includes('.')) pieces.push(this.#attribute(scalar(name), line));
      else pieces.push(this.#reference(name, line));
    }
    pieces.push(scalar(text.slice(last)));
    return joinText(pieces, line);
  }

  #join(argument: CloudNode, line: number | undefined): CloudNode {
    const [delimiter, values] = argument.kind === 'list' ? argument.items : [];
    const resolvedValues = values ? this.resolve(values) : undefined;
    const between = textOf(delimiter);
    if (between === undefined || resolvedValues?.kind !== 'list') {
      return resolvedValues?.kind === 'unknown'
        ? { ...resolvedValues, line }
        : unknown('Fn::Join has no literal list.', { line });
    }
    return joinText(itemsOf(resolvedValues), line, between);
  }

  #choose(argument: CloudNode, line: number | undefined): CloudNode {
    const [name, yes, no] = argument.kind === 'list' ? argument.items : [];
    const condition = textOf(name) ?? '?';
    if (!yes || !no) return unknown('Fn::If needs two values.', { line });
    const value = this.condition(condition);
    if (value !== undefined) return this.resolve(value ? yes : no);
    const [first, second] = [this.resolve(yes), this.resolve(no)];
    if (first.kind === 'scalar' && second.kind === 'scalar' && first.value === second.value) {
      return first;
    }
    return unknown(`It depends on the condition ${condition}, which is not known.`, { line });
  }

  #findInMap(argument: CloudNode, line: number | undefined): CloudNode {
    const keys = argument.kind === 'list' ? argument.items.slice(0, 3) : [];
    const names = keys.map(key => this.resolve(key));
    const open = names.find(name => name.kind !== 'scalar');
    const fallback = argument.kind === 'list' ? argument.items[3] : undefined;
    const path = names.map(name => textOf(name) ?? '');
    const isPseudo = path.some(name => name.includes('${AWS::'));
    if (open?.kind === 'unknown') return { ...open, line };
    if (open || path.length < 3 || isPseudo) {
      return unknown('The key of the mapping is known at deploy time.', { line });
    }
    const found = descend(this.#template.mappings, path);
    if (found) return this.resolve(found);
    const otherwise = fallback && descend(fallback, ['DefaultValue']);
    return otherwise
      ? this.resolve(otherwise)
      : unknown(`The mapping ${path.join('.')} has no such entry.`, { line });
  }

  #operands(argument: CloudNode): CloudNode[] {
    return itemsOf(argument)
      .slice(0, 3)
      .map(item => this.resolve(item));
  }

  #truth(node: CloudNode): boolean | undefined {
    if (++this.#steps > stepLimit || this.#depth > depthLimit) return undefined;
    const [name, argument] = entriesOf(node)[0] ?? ['', undefined];
    if (name === 'Condition') return this.condition(textOf(argument) ?? '');
    this.#depth++;
    const operands = name === 'Fn::Equals' ? [] : itemsOf(argument).map(item => this.#truth(item));
    this.#depth--;
    switch (name) {
      case 'Fn::Equals':
        return this.#equal(itemsOf(argument));
      case 'Fn::Not':
        return operands[0] === undefined ? undefined : !operands[0];
      case 'Fn::And':
        if (operands.includes(false)) return false;
        return operands.includes(undefined) ? undefined : true;
      case 'Fn::Or':
        if (operands.includes(true)) return true;
        return operands.includes(undefined) ? undefined : false;
      default:
        return undefined;
    }
  }

  #equal(operands: readonly CloudNode[]): boolean | undefined {
    const [left, right] = operands.slice(0, 2).map(operand => textOf(this.resolve(operand)));
    if (left === undefined || right === undefined) return undefined;
    return left.includes('${AWS::') || right.includes('${AWS::') ? undefined : left === right;
  }
}
