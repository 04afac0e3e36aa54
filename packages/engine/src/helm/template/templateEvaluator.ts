import { FunctionContext, ParameterKind, TemplateFunction } from '../functions/templateFunction';
import { RenderBudget } from '../renderBudget';
import { RenderError } from '../renderError';
import { formatValue, formatFloat } from '../values/formatValue';
import {
  GoObject,
  GoValue,
  isMarked,
  isTruthy,
  Opaque,
  OpaqueRegister,
  sortedKeys,
} from '../values/goValue';
import { containsOpaque } from '../values/isEqual';
import { parseTemplate } from './parseTemplate';
import { Origin, RenderedText } from './renderedText';
import { Expression, Pipeline, TemplateDefinition, TemplateNode } from './templateNode';

type Flow = 'next' | 'break' | 'continue';

interface Variable {
  readonly name: string;
  value: GoValue;
}

/** State of one running template: where it writes, and its variables. */
interface Frame {
  readonly definition: TemplateDefinition;
  readonly output: RenderedText;
  readonly variables: Variable[];
}

const noOperands: readonly Expression[] = [];
const scriptTypes = { string: 'string', int: 'bigint', bool: 'boolean' } as const;

/** Runs parsed templates. Throws only `RenderError`. */
export class TemplateEvaluator {
  readonly #budget: RenderBudget;
  readonly #opaque: OpaqueRegister;
  readonly #functions: ReadonlyMap<string, TemplateFunction>;
  #templates: ReadonlyMap<string, TemplateDefinition>;
  readonly #context: FunctionContext;

  private constructor(options: EvaluatorOptions) {
    this.#budget = options.budget;
    this.#opaque = options.opaque;
    this.#functions = options.functions;
    this.#templates = options.templates;
    this.#context = {
      budget: this.#budget,
      opaque: this.#opaque,
      lenient: options.lenient ?? false,
      include: (name, dot) => this.#include(name, dot),
      renderText: (source, dot) => this.#renderText(source, dot),
    };
  }

  static create(options: EvaluatorOptions): TemplateEvaluator {
    return new TemplateEvaluator(options);
  }

  /** Renders one template by name. */
  render(name: string, dot: GoValue): RenderedText {
    const output = new RenderedText(this.#budget);
    this.#call(name, dot, output);
    return output;
  }

  #include(name: string, dot: GoValue): string {
    const output = new RenderedText(this.#budget);
    this.#call(name, dot, output);
    return output.raw();
  }

  #renderText(source: string, dot: GoValue): string {
    this.#budget.text(source.length);
    this.#budget.step(source.length >> 3);
    const parsed = parseTemplate({ source, name: 'tpl', path: 'tpl' });
    const outer = this.#templates;
    this.#templates = addDefinitions(outer, parsed.definitions);
    try {
      const output = new RenderedText(this.#budget);
      this.#run(parsed.main, dot, output);
      return output.raw().replace(/<no value>/g, '');
    } finally {
      this.#templates = outer;
    }
  }

  #call(name: string, dot: GoValue, output: RenderedText): void {
    const definition = this.#templates.get(name);
    if (!definition) {
      throw new RenderError(
        'template',
        `No template "${name.slice(0, 100)}" is defined in the chart.`,
      );
    }
    this.#run(definition, dot, output);
  }

  #run(definition: TemplateDefinition, dot: GoValue, output: RenderedText): void {
    this.#budget.nest(() => {
      const frame: Frame = { definition, output, variables: [{ name: '', value: dot }] };
      this.#nodes(definition.body, dot, frame);
    });
  }

  #nodes(nodes: readonly TemplateNode[], dot: GoValue, frame: Frame): Flow {
    for (const node of nodes) {
      this.#budget.step();
      try {
        const flow = this.#node(node, dot, frame);
        if (flow !== 'next') return flow;
      } catch (error) {
        if (error instanceof RenderError) throw error.at(frame.definition.path, node.line);
        throw error;
      }
    }
    return 'next';
  }

  #node(node: TemplateNode, dot: GoValue, frame: Frame): Flow {
    switch (node.kind) {
      case 'text':
        frame.output.write(node.text, originOf(node, frame), true);
        return 'next';
      case 'action': {
        const value = this.#pipeline(node.pipeline, dot, frame);
        if (node.pipeline.declared.length === 0) {
          const text = formatValue(value, this.#budget, '<no value>');
          frame.output.write(text, originOf(node, frame));
        }
        return 'next';
      }
      case 'template':
        this.#call(
          node.name,
          node.pipeline ? this.#pipeline(node.pipeline, dot, frame) : undefined,
          frame.output,
        );
        return 'next';
      case 'if':
      case 'with': {
        const mark = frame.variables.length;
        const value = this.#pipeline(node.pipeline, dot, frame);
        const isTrue = this.#decide(value);
        const flow = this.#budget.nest(() =>
          isTrue
            ? this.#nodes(node.body, node.kind === 'with' ? value : dot, frame)
            : this.#nodes(node.otherwise, dot, frame),
        );
        frame.variables.length = mark;
        return flow;
      }
      case 'range':
        return this.#range(node, dot, frame);
      default:
        return node.kind;
    }
  }

  #decide(value: GoValue): boolean {
    if (value instanceof Opaque || (typeof value === 'string' && isMarked(value))) {
      throw new RenderError(
        'unsupported',
        `A decision depends on something unknown here: ${this.#reasonOf(value)}`,
      );
    }
    return isTruthy(value);
  }

  #reasonOf(value: GoValue): string {
    if (value instanceof Opaque) return this.#opaque.reasonOf(value.mark);
    return this.#opaque.reasonOf(typeof value === 'string' ? value : '');
  }

  #range(
    node: Extract<TemplateNode, { kind: 'if' | 'with' | 'range' }>,
    dot: GoValue,
    frame: Frame,
  ): Flow {
    const mark = frame.variables.length;
    const { declared, assigns } = node.pipeline;
    const collection = this.#pipeline({ ...node.pipeline, declared: [] }, dot, frame);
    if (!assigns) for (const name of declared) frame.variables.push({ name, value: undefined });
    const loopMark = frame.variables.length;
    let turns = 0;

    const turn = (key: GoValue, value: GoValue): boolean => {
      turns += 1;
      this.#budget.step();
      const [first, second] = declared;
      if (first !== undefined) this.#assign(first, second === undefined ? value : key, frame);
      if (second !== undefined) this.#assign(second, value, frame);
      const flow = this.#budget.nest(() => this.#nodes(node.body, value, frame));
      frame.variables.length = loopMark;
      return flow !== 'break';
    };

    this.#visit(collection, turn);
    frame.variables.length = mark;
    if (turns > 0) return 'next';
    return this.#budget.nest(() => this.#nodes(node.otherwise, dot, frame));
  }

  #visit(collection: GoValue, turn: (key: GoValue, value: GoValue) => boolean): void {
    if (collection === undefined) return;
    if (collection instanceof Opaque) this.#decide(collection);
    if (Array.isArray(collection)) {
      for (let index = 0; index < collection.length; index += 1) {
        if (!turn(BigInt(index), collection[index])) return;
      }
      return;
    }
    if (collection instanceof Map) {
      for (const key of sortedKeys(collection)) {
        this.#budget.step();
        if (!turn(key, collection.get(key))) return;
      }
      return;
    }
    if (collection instanceof GoObject && collection.entries) {
      for (const [key, value] of collection.entries()) {
        if (!turn(key, value)) return;
      }
      return;
    }
    if (typeof collection === 'bigint') {
      for (let index = 0n; index < collection; index += 1n) {
        if (!turn(index, index)) return;
      }
      return;
    }
    throw new RenderError('template', `range cannot visit ${describeKind(collection)}.`);
  }

  #assign(name: string, value: GoValue, frame: Frame): void {
    for (let index = frame.variables.length - 1; index >= 0; index -= 1) {
      const variable = frame.variables[index];
      if (variable?.name === name) {
        variable.value = value;
        return;
      }
    }
    throw new RenderError('template', `The variable $${name} is not defined.`);
  }

  #pipeline(pipeline: Pipeline, dot: GoValue, frame: Frame): GoValue {
    this.#budget.step();
    let value: GoValue;
    let piped = false;
    for (const command of pipeline.commands) {
      value = this.#command(command, { dot, frame, piped: piped ? { value } : undefined });
      piped = true;
    }
    for (const name of pipeline.declared) {
      if (pipeline.assigns) this.#assign(name, value, frame);
      else frame.variables.push({ name, value });
    }
    return value;
  }

  #command(command: readonly Expression[], scope: Scope): GoValue {
    this.#budget.step();
    const [first] = command;
    if (first === undefined) return undefined;
    const operands = command.length === 1 ? noOperands : command.slice(1);
    if (first.kind === 'function') return this.#callFunction(first.name, operands, scope);
    if (first.kind === 'field' || first.kind === 'variable' || first.kind === 'chain') {
      return this.#fieldCommand(first, operands, scope);
    }
    if (operands.length > 0 || scope.piped) {
      throw new RenderError('template', 'A value that is no function is given arguments.');
    }
    if (first.kind === 'nil') throw new RenderError('template', 'nil is not a command.');
    return this.#expression(first, scope);
  }

  #fieldCommand(
    expression: Extract<Expression, { kind: 'field' | 'variable' | 'chain' }>,
    operands: readonly Expression[],
    scope: Scope,
  ): GoValue {
    if (operands.length === 0 && !scope.piped) return this.#expression(expression, scope);
    const method = expression.names[expression.names.length - 1];
    if (method === undefined) {
      throw new RenderError('template', 'A value that is no function is given arguments.');
    }
    const names = expression.names.slice(0, -1);
    const receiver = this.#fields(this.#base(expression, scope), names);
    if (receiver instanceof Opaque) return receiver;
    const call = receiver instanceof GoObject ? receiver.methods.get(method) : undefined;
    if (!call) {
      throw new RenderError('template', `"${method}" is no method but is given arguments.`);
    }
    const args = operands.map(operand => this.#expression(operand, scope));
    if (scope.piped) args.push(scope.piped.value);
    return call(args);
  }

  #base(
    expression: Extract<Expression, { kind: 'field' | 'variable' | 'chain' }>,
    scope: Scope,
  ): GoValue {
    if (expression.kind === 'field') return scope.dot;
    if (expression.kind === 'variable') return this.#variable(expression.name, scope.frame);
    return this.#expression(expression.base, scope);
  }

  #variable(name: string, frame: Frame): GoValue {
    for (let index = frame.variables.length - 1; index >= 0; index -= 1) {
      const variable = frame.variables[index];
      if (variable?.name === name) return variable.value;
    }
    throw new RenderError('template', `The variable $${name} is not defined.`);
  }

  #expression(expression: Expression, scope: Scope): GoValue {
    this.#budget.step();
    switch (expression.kind) {
      case 'dot':
        return scope.dot;
      case 'nil':
        return undefined;
      case 'boolean':
      case 'number':
      case 'string':
        return expression.value;
      case 'field':
      case 'variable':
      case 'chain':
        return this.#fields(this.#base(expression, unpiped(scope)), expression.names);
      case 'function':
        return this.#callFunction(expression.name, noOperands, unpiped(scope));
      default:
        return this.#budget.nest(() => this.#pipeline(expression.pipeline, scope.dot, scope.frame));
    }
  }

  /** A chain of fields: nothing at its beginning stays nothing, nothing within it is Go's nil pointer error. */
  #fields(base: GoValue, names: readonly string[]): GoValue {
    if (base === undefined) return undefined;
    let value: GoValue = base;
    for (const name of names) {
      this.#budget.step();
      if (value instanceof Opaque) return value;
      if (value === undefined) {
        throw new RenderError('template', `nil pointer evaluating interface {}.${name}`);
      }
      value = this.#field(value, name);
    }
    return value;
  }

  #field(receiver: GoValue, name: string): GoValue {
    if (receiver instanceof Map) return receiver.get(name);
    if (receiver instanceof GoObject) {
      const method = receiver.methods.get(name);
      if (method) return method([]);
      if (receiver.fields.has(name)) return receiver.fields.get(name);
      throw new RenderError('template', `${receiver.typeName} has no field ${name}.`);
    }
    throw new RenderError('template', `can't evaluate field ${name} in ${describeKind(receiver)}`);
  }

  #callFunction(name: string, operands: readonly Expression[], scope: Scope): GoValue {
    if (name === 'and' || name === 'or') return this.#shortCircuit(name, operands, scope);
    const called = this.#functions.get(name);
    if (!called) {
      throw new RenderError('unsupported', `The template function "${name}" is not supported.`);
    }
    const inner = unpiped(scope);
    const args: GoValue[] = [];
    for (const operand of operands) args.push(this.#expression(operand, inner));
    if (scope.piped) args.push(scope.piped.value);
    const { parameters, rest } = called;
    if (
      args.length < parameters.length ||
      (rest === undefined && args.length > parameters.length)
    ) {
      throw new RenderError('template', `Wrong number of arguments for ${name}: ${args.length}.`);
    }
    if (!called.transparent && this.#opaque.used) {
      const unknown = args.find(arg => containsOpaque(arg, this.#budget));
      if (unknown !== undefined) return this.#opaqueFrom(unknown);
    }
    for (let index = 0; index < args.length; index++) {
      args[index] = this.#checkArgument(args[index], parameters[index] ?? rest ?? 'any', name);
    }
    return called.run(args, this.#context);
  }

  #opaqueFrom(value: GoValue): Opaque {
    if (value instanceof Opaque) return value;
    if (typeof value === 'string') return this.#opaque.create(this.#opaque.reasonOf(value));
    return this.#opaque.create('It is computed from a value that is not known here.');
  }

  #checkArgument(value: GoValue, kind: ParameterKind, name: string): GoValue {
    if (kind === 'any') return value;
    if (value instanceof Opaque && kind === 'string') return value.mark;
    const fits = kind === 'map' ? value instanceof Map : typeof value === scriptTypes[kind];
    if (fits) return value;
    if (value instanceof Opaque) this.#decide(value);
    const given = typeof value === 'number' ? `float64 ${formatFloat(value)}` : describeKind(value);
    throw new RenderError(
      'template',
      `wrong type of argument for ${name}: expected ${kind}, got ${given}`,
    );
  }

  #shortCircuit(name: 'and' | 'or', operands: readonly Expression[], scope: Scope): GoValue {
    const inner = unpiped(scope);
    let value: GoValue;
    let count = 0;
    for (const operand of operands) {
      value = this.#expression(operand, inner);
      count += 1;
      if (this.#decide(value) === (name === 'or')) return value;
    }
    if (scope.piped) {
      value = scope.piped.value;
      count += 1;
    }
    if (count === 0) throw new RenderError('template', `Wrong number of arguments for ${name}: 0.`);
    return value;
  }
}

/** What an evaluator works with. */
export interface EvaluatorOptions {
  readonly templates: ReadonlyMap<string, TemplateDefinition>;
  readonly functions: ReadonlyMap<string, TemplateFunction>;
  readonly budget: RenderBudget;
  readonly opaque: OpaqueRegister;
  /** See `FunctionContext.lenient`. */
  readonly lenient?: boolean;
}

interface Scope {
  readonly dot: GoValue;
  readonly frame: Frame;
  /** The result of the command before, which becomes the last argument. */
  readonly piped?: { readonly value: GoValue };
}

/** What is inside of a command does not get the result of the command before. */
function unpiped(scope: Scope): Scope {
  return scope.piped ? { dot: scope.dot, frame: scope.frame } : scope;
}

function originOf({ line }: TemplateNode, { definition }: Frame): Origin {
  return { path: definition.path, line };
}

/** Later definitions win, except that an empty one never replaces one with content (Go's rule). */
export function addDefinitions(
  templates: ReadonlyMap<string, TemplateDefinition>,
  definitions: readonly TemplateDefinition[],
): ReadonlyMap<string, TemplateDefinition> {
  if (definitions.length === 0) return templates;
  const all = new Map(templates);
  for (const definition of definitions) {
    if (all.has(definition.name) && isEmpty(definition.body)) continue;
    all.set(definition.name, definition);
  }
  return all;
}

function isEmpty(body: readonly TemplateNode[]): boolean {
  return body.every(node => node.kind === 'text' && node.text.trim() === '');
}

function describeKind(value: GoValue): string {
  if (value === undefined) return 'nothing';
  if (value instanceof Opaque) return 'an unknown value';
  if (value instanceof GoObject) return value.typeName;
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Map) return 'a map';
  if (typeof value === 'string') return 'a string';
  if (typeof value === 'boolean') return 'a boolean';
  return 'a number';
}
