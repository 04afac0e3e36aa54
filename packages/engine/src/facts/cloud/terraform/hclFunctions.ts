import { joinPath } from '../../repository/paths';
import { CloudNode, descend, itemsOf, list, map, scalar, textOf, unknown } from '../cloudNode';
import { readJsonNode } from '../readJsonNode';
import { readYamlNode } from '../readYamlNode';
import { joinText } from '../joinText';
import { evaluateHcl, follow, HclScope } from './evaluateHcl';
import { HclExpression } from './hclSyntax';
import { readHclTemplate } from './readHcl';

interface Call {
  readonly name: string;
  readonly args: readonly HclExpression[];
  readonly line: number;
  readonly scope: HclScope;
  readonly evaluate: (expression: HclExpression) => CloudNode;
}

/** The functions of Terraform that literals are written with; everything else is unknown. */
export function callFunction(call: Call): CloudNode {
  const { name, line } = call;
  if (name === 'try' || name === 'coalesce' || name === 'coalescelist') return firstKnown(call);
  const args = call.args.map(call.evaluate);
  const [first, second, third] = args;
  const open = args.find(arg => arg.kind === 'unknown');
  switch (name) {
    // What is encoded is read in its structure, which is what the properties of CloudFormation have.
    case 'jsonencode':
    case 'yamlencode':
    case 'tostring':
    case 'tonumber':
    case 'tobool':
    case 'tolist':
    case 'toset':
    case 'tomap':
    case 'sensitive':
    case 'nonsensitive':
      return first ?? unknown(`${name} has no value.`, { line });
    case 'merge':
      return merge(args, line);
    case 'concat':
      return open ?? list(args.flatMap(itemsOf), line);
    case 'file':
    case 'templatefile':
      return readFile(call, args);
    case 'lookup': {
      const key = textOf(second);
      if (!first || key === undefined) return open ?? unknown('The key is not literal.', { line });
      return descend(first, [key]) ?? third ?? unknown(`There is no ${key}.`, { line });
    }
    case 'element':
      return first && second ? follow(first, [textOf(second)], call.evaluate) : missing(name, line);
    default:
  }
  if (open) return { ...open, line };
  const text = textOf(first);
  switch (name) {
    case 'jsondecode':
      return (text === undefined ? first : readJsonNode(text, line)) ?? missing(name, line);
    case 'yamldecode':
      return (text === undefined ? first : readYamlNode(text)) ?? missing(name, line);
    case 'format':
      return format(args, line);
    case 'join': {
      const parts = itemsOf(second).flatMap((item, i) => (i > 0 && first ? [first, item] : [item]));
      return joinText(parts, line);
    }
    case 'split':
      return list(
        (textOf(second) ?? '')
          .split(text || ',')
          .slice(0, 1000)
          .map(part => scalar(part, { line })),
        line,
      );
    case 'lower':
    case 'upper':
    case 'trimspace':
      return text === undefined
        ? missing(name, line)
        : scalar(change(name, text), { ...first, line });
    case 'replace': {
      const from = textOf(second) ?? '';
      const isPattern = from === '' || /^\/.*\/$/.test(from);
      if (text === undefined || isPattern) return missing(name, line);
      return scalar(
        text
          .split(from)
          .join(textOf(third) ?? '')
          .slice(0, 65_536),
        { ...first, line },
      );
    }
    default:
      return missing(name, line);
  }
}

function missing(name: string, line: number): CloudNode {
  return unknown(`The function ${name.slice(0, 60)} is not followed here.`, { line });
}

function change(name: string, text: string): string {
  if (name === 'trimspace') return text.trim();
  return name === 'lower' ? text.toLowerCase() : text.toUpperCase();
}

function firstKnown({ name, args, line, evaluate }: Call): CloudNode {
  let open: CloudNode | undefined;
  for (const arg of args) {
    const value = evaluate(arg);
    if (value.kind === 'unknown') {
      // What cannot be read might be there at deploy time.
      open ??= value;
      if (name !== 'try') return open;
    } else if (value.kind !== 'none' && textOf(value) !== '') return open ?? value;
  }
  return open ?? missing(name, line);
}

function merge(args: readonly CloudNode[], line: number): CloudNode {
  const entries = new Map<string, CloudNode>();
  let open: string | undefined;
  for (const arg of args) {
    if (arg.kind === 'unknown') {
      // It may replace what came before it.
      open = arg.reason;
      for (const [key, value] of entries) entries.set(key, unknown(arg.reason, value));
    } else if (arg.kind === 'map') {
      for (const [key, value] of arg.entries) entries.set(key, value);
      open ??= arg.open;
    }
  }
  return map(entries, line, open);
}

function format(args: readonly CloudNode[], line: number): CloudNode {
  const [first, ...values] = args;
  const pieces = (textOf(first) ?? '').split(/%[sdv]/);
  const parts = pieces.flatMap((piece, i): CloudNode[] => {
    const value = values[i - 1] ?? unknown('format lacks a value.', { line });
    return i === 0 ? [scalar(piece)] : [value, scalar(piece)];
  });
  return pieces.some(piece => piece.replace(/%%/g, '').includes('%'))
    ? missing('format', line)
    : joinText(parts, line);
}

function readFile({ name, scope, line }: Call, args: readonly CloudNode[]): CloudNode {
  const [first, variables] = args;
  const given = textOf(first);
  if (given === undefined) return unknown('The path of a file is not literal.', { line });
  const path = joinPath(given);
  const text = path === undefined ? undefined : scope.readFile(path);
  if (text === undefined)
    return unknown(`The file ${given.slice(0, 200)} is not there to be read.`, { line });
  if (name === 'file') return scalar(text, { line });
  const template = readHclTemplate(text);
  if (!template) return unknown(`The template ${given.slice(0, 200)} cannot be read.`, { line });
  const inner: HclScope = {
    budget: scope.budget,
    readFile: () => undefined,
    lookUp: (root, steps, at) => {
      const value = variables && descend(variables, [root]);
      if (!value) return unknown(`${root} has no value in the template.`, { line: at });
      return follow(value, steps, () => unknown('The index is not literal.', { line: at }));
    },
  };
  return evaluateHcl(template, inner);
}
