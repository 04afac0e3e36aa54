import { CloudNode, descend, list, map, scalar, textOf, unknown } from '../cloudNode';
import { ecrUri } from '../ecrUri';
import { evaluateHcl, follow, HclBudget, HclScope } from './evaluateHcl';
import { HclBody, HclExpression, HclStep } from './hclSyntax';
import { PlacedBlock, TerraformModule } from './terraformModule';

/** What one use of a module is given. */
export interface ModuleUse {
  readonly module: TerraformModule;
  /** Before the names of its resources: empty for a root, else `module.api.`. */
  readonly prefix: string;
  readonly rootFolder: string;
  readonly values: ReadonlyMap<string, CloudNode>;
  readonly readText: (path: string) => string | undefined;
  readonly budget: HclBudget;
  /** The scope of a module that this one calls. */
  readonly child: (name: string) => TerraformScope | undefined;
}

/** The names of one use of a module. */
export class TerraformScope implements HclScope {
  readonly use: ModuleUse;
  readonly #known = new Map<string, CloudNode>();
  readonly #open = new Set<string>();
  readonly #each: ReadonlyMap<string, CloudNode>;

  constructor(use: ModuleUse, each: ReadonlyMap<string, CloudNode> = new Map()) {
    this.use = use;
    this.#each = each;
  }

  /** The same names, and those of one more loop. */
  with(each: ReadonlyMap<string, CloudNode>): TerraformScope {
    return new TerraformScope(this.use, new Map([...this.#each, ...each]));
  }

  get budget(): HclBudget {
    return this.use.budget;
  }

  evaluate(expression: HclExpression): CloudNode {
    return evaluateHcl(expression, this);
  }

  readFile(path: string): string | undefined {
    return this.use.readText(path) ?? this.use.readText(`${this.use.rootFolder}/${path}`);
  }

  lookUp(root: string, steps: readonly HclStep[], line: number): CloudNode {
    const [name, ...rest] = steps;
    if (typeof name !== 'string') return unknown(`${root} is not followed.`, { line });
    const walk = (value: CloudNode): CloudNode => follow(value, rest, e => this.evaluate(e));
    const item = this.#each.get(`${root}.${name}`);
    if (item) return walk(item);
    switch (root) {
      case 'var':
        return walk(this.variable(name, line));
      case 'local': {
        const local = this.use.module.locals.get(name);
        return local
          ? walk(this.#once(`local.${name}`, () => this.evaluate(local)))
          : unknown(`The local value ${name} is not there.`, { line });
      }
      case 'path':
        return scalar(
          name === 'module' ? this.use.module.folder || '.' : this.use.rootFolder || '.',
        );
      case 'each':
      case 'count':
        return unknown(`${root}.${name} is not literal.`, { line });
      case 'module':
        return this.#output(name, rest, line);
      case 'data':
        return this.#data(name, rest, line);
      default:
        return this.#resource(root, steps, line);
    }
  }

  variable(name: string, line: number): CloudNode {
    const given = this.use.values.get(name);
    if (given) return given;
    const fallback = this.use.module.variables.get(name)?.attributes.get('default');
    const value = fallback && this.#once(`var.${name}`, () => this.evaluate(fallback));
    return value ?? unknown(`The variable ${name} has no value here.`, { line });
  }

  /** Evaluates once, and not while it is being evaluated. */
  #once(key: string, evaluate: () => CloudNode): CloudNode {
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#open.has(key)) return unknown(`${key} leads back to itself.`);
    this.#open.add(key);
    const value = evaluate();
    this.#open.delete(key);
    this.#known.set(key, value);
    return value;
  }

  #output(name: string, rest: readonly HclStep[], line: number): CloudNode {
    const [output, ...more] = typeof rest[0] === 'string' ? rest : rest.slice(1);
    const scope = this.use.child(name);
    const body = typeof output === 'string' ? scope?.use.module.outputs.get(output) : undefined;
    const expression = body?.attributes.get('value');
    if (!scope || !expression) return unknown(`The module ${name} is not read.`, { line });
    const value = this.#once(`module.${name}.${String(output)}`, () => scope.evaluate(expression));
    return follow(value, more, e => this.evaluate(e));
  }

  #data(type: string, rest: readonly HclStep[], line: number): CloudNode {
    const [name, attribute] = rest;
    const block = this.use.module.data.get(`${type}.${String(name)}`);
    const pseudo: Readonly<Record<string, string>> = {
      'aws_region.name': '${AWS::Region}',
      'aws_region.id': '${AWS::Region}',
      'aws_region.region': '${AWS::Region}',
      'aws_caller_identity.account_id': '${AWS::AccountId}',
      'aws_partition.partition': 'aws',
    };
    const text = pseudo[`${type}.${String(attribute)}`];
    if (text !== undefined) return scalar(text, { line });
    if (type === 'template_file' && attribute === 'rendered' && block) {
      return this.#once(`data.${String(name)}`, () => this.#renderTemplate(block));
    }
    if (type === 'aws_iam_policy_document' && attribute === 'json' && block) {
      return this.#once(`policy.${String(name)}`, () => this.#policyDocument(block));
    }
    return unknown(`data.${type}.${String(name)} is read at deploy time.`, { line });
  }

  #renderTemplate(block: PlacedBlock): CloudNode {
    const template = block.body.attributes.get('template');
    const variables = block.body.attributes.get('vars');
    if (!template) return unknown('The template has no text.', block);
    const text = this.evaluate(template);
    const values = variables ? this.evaluate(variables) : map(new Map());
    const content = textOf(text);
    if (content === undefined) return text;
    const filled = content.replace(
      /\$\{\s*([A-Za-z_][A-Za-z0-9_]{0,100})\s*\}/g,
      (whole, key: string) => {
        return textOf(descend(values, [key])) ?? whole;
      },
    );
    return scalar(filled.slice(0, 262_144), { line: block.line });
  }

  #policyDocument(block: PlacedBlock): CloudNode {
    const read = (body: HclBody, name: string): CloudNode | undefined => {
      const expression = body.attributes.get(name);
      return expression && this.evaluate(expression);
    };
    const statements = block.body.blocks
      .filter(({ type }) => type === 'statement')
      .map(({ body, line }) => {
        const entries = new Map<string, CloudNode>();
        const put = (key: string, value: CloudNode | undefined): void => {
          if (value) entries.set(key, value);
        };
        put('Sid', read(body, 'sid'));
        put('Effect', read(body, 'effect') ?? scalar('Allow'));
        put('Action', read(body, 'actions'));
        put('NotAction', read(body, 'not_actions'));
        put('Resource', read(body, 'resources'));
        put('Principal', this.#grouped(body, 'principals', ['type', 'identifiers']));
        put('Condition', this.#conditions(body));
        return map(entries, line);
      });
    const isOpen = block.body.blocks.some(({ type }) => type !== 'statement');
    const sources = ['source_policy_documents', 'override_policy_documents', 'source_json'];
    const open = isOpen || sources.some(name => block.body.attributes.has(name));
    const content = new Map<string, CloudNode>([['Statement', list(statements, block.line)]]);
    return open
      ? unknown('The policy is put together at deploy time.', block)
      : map(content, block.line);
  }

  #grouped(body: HclBody, type: string, keys: readonly [string, string]): CloudNode | undefined {
    const entries = new Map<string, CloudNode>();
    for (const block of body.blocks.filter(item => item.type === type)) {
      const [key, value] = keys.map(name => block.body.attributes.get(name));
      const name = key && textOf(this.evaluate(key));
      if (name !== undefined && value) entries.set(name, this.evaluate(value));
    }
    return entries.size === 0 ? undefined : map(entries, body.line);
  }

  #conditions(body: HclBody): CloudNode | undefined {
    const tests = new Map<string, Map<string, CloudNode>>();
    for (const { type, body: inner } of body.blocks) {
      if (type !== 'condition') continue;
      const [test, variable, values] = ['test', 'variable', 'values'].map(name => {
        const expression = inner.attributes.get(name);
        return expression && this.evaluate(expression);
      });
      const group = tests.get(textOf(test) ?? '?') ?? new Map<string, CloudNode>();
      if (values) group.set(textOf(variable) ?? '?', values);
      tests.set(textOf(test) ?? '?', group);
    }
    if (tests.size === 0) return undefined;
    return map(new Map([...tests].map(([test, group]) => [test, map(group, body.line)])));
  }

  #resource(type: string, steps: readonly HclStep[], line: number): CloudNode {
    const [name, ...rest] = steps;
    const block = this.use.module.resources.get(`${type}.${String(name)}`);
    if (!block) return unknown(`${type} is nothing that is declared here.`, { line });
    const isEach = block.body.attributes.has('for_each');
    let address = `${this.use.prefix}${type}.${String(name)}`;
    let attribute = rest[0];
    let more = rest.slice(1);
    if (typeof attribute !== 'string') {
      const key = attribute === undefined ? undefined : textOf(this.evaluate(attribute));
      if (isEach && key !== undefined) address += `["${key}"]`;
      [attribute, ...more] = more;
    }
    const refs = [address];
    if (typeof attribute !== 'string')
      return unknown(`It is the resource ${address}.`, { line, refs });
    const written = isEach ? undefined : this.#attribute(block, address, attribute);
    if (type === 'aws_ecr_repository' && attribute === 'repository_url') {
      const given = isEach ? undefined : this.#attribute(block, address, 'name');
      return scalar(ecrUri(textOf(given) ?? `\${${address}}`), { line, refs });
    }
    const value = written && follow(written, more, e => this.evaluate(e));
    if (value && value.kind !== 'unknown') return { ...value, line, refs };
    return unknown(`${attribute} of ${address} is known at deploy time.`, { line, refs });
  }

  #attribute(block: PlacedBlock, address: string, name: string): CloudNode | undefined {
    const expression = block.body.attributes.get(name);
    return expression && this.#once(`${address}.${name}`, () => this.evaluate(expression));
  }
}
