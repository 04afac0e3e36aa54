import { CloudNode, descend, list, map, scalar, textOf, unknown } from '../cloudNode';
import { joinText } from '../joinText';
import { HclExpression, HclStep } from './hclSyntax';
import { callFunction } from './hclFunctions';

const stepLimit = 400_000;
const depthLimit = 80;

/** Where the names of expressions lead to. */
export interface HclScope {
  /** What `root` with these steps is; `resolve` evaluates an index. */
  lookUp(root: string, steps: readonly HclStep[], line: number): CloudNode;
  readonly budget: HclBudget;
  /** The text of a file, for `file` and `templatefile`. */
  readFile(path: string): string | undefined;
}

/** Counts the work on one repository, so that it stays bounded. */
export interface HclBudget {
  steps: number;
  depth: number;
}

/** The value of an expression, as far as it is literal. */
export function evaluateHcl(expression: HclExpression, scope: HclScope): CloudNode {
  const { line } = expression;
  const { budget } = scope;
  if (++budget.steps > stepLimit || budget.depth > depthLimit) {
    return unknown('The configuration is too large to be resolved whole.', { line });
  }
  budget.depth++;
  const evaluate = (inner: HclExpression): CloudNode => evaluateHcl(inner, scope);
  const result = evaluateKind(expression, scope, evaluate);
  budget.depth--;
  return result;
}

type Evaluate = (expression: HclExpression) => CloudNode;

function evaluateKind(expression: HclExpression, scope: HclScope, evaluate: Evaluate): CloudNode {
  const { line } = expression;
  switch (expression.kind) {
    case 'literal':
      return expression.value === undefined
        ? { kind: 'none', line }
        : scalar(expression.value, { line });
    case 'template':
      return joinText(expression.parts.map(evaluate), line);
    case 'tuple':
      return list(expression.items.map(evaluate), line);
    case 'object':
      return toMap(expression.entries, evaluate, line);
    case 'traversal':
      return { ...scope.lookUp(expression.root, expression.steps, line), line };
    case 'access':
      return follow(evaluate(expression.target), expression.steps, evaluate);
    case 'conditional': {
      const test = evaluate(expression.test);
      if (test.kind === 'scalar') {
        return evaluate(String(test.value) === 'true' ? expression.yes : expression.no);
      }
      const [yes, no] = [evaluate(expression.yes), evaluate(expression.no)];
      if (yes.kind === 'scalar' && no.kind === 'scalar' && yes.value === no.value) return yes;
      return unknown(test.kind === 'unknown' ? test.reason : 'The condition is not literal.', {
        line,
      });
    }
    case 'binary':
      return combine(expression.operator, evaluate(expression.left), evaluate(expression.right));
    case 'unary': {
      const operand = evaluate(expression.operand);
      if (operand.kind !== 'scalar') return operand;
      const { value } = operand;
      return scalar(expression.operator === '!' ? String(value) !== 'true' : -Number(value), {
        line,
      });
    }
    case 'call':
      return callFunction({ ...expression, evaluate, scope });
    default:
      return unknown(expression.reason, { line });
  }
}

/** Follows names and indexes into a value. */
export function follow(value: CloudNode, steps: readonly HclStep[], evaluate: Evaluate): CloudNode {
  let current = value;
  for (const step of steps) {
    if (current.kind === 'unknown') return current;
    if (step === undefined) return unknown('A splat is not followed.', current);
    const key = typeof step === 'string' ? step : textOf(evaluate(step));
    if (key === undefined) return unknown('The index is not literal.', current);
    const next: CloudNode | undefined = descend(current, [
      current.kind === 'list' ? Number(key) : key,
    ]);
    if (next === undefined) return unknown(`Nothing is known of ${key.slice(0, 100)}.`, current);
    current = next;
  }
  return current;
}

function toMap(
  entries: readonly (readonly [HclExpression, HclExpression])[],
  evaluate: Evaluate,
  line: number,
): CloudNode {
  const found = new Map<string, CloudNode>();
  let open: string | undefined;
  for (const [key, value] of entries) {
    const name = textOf(evaluate(key));
    if (name === undefined) open = 'A key is not literal.';
    else found.set(name, { ...evaluate(value), line: key.line });
  }
  return map(found, line, open);
}

function combine(operator: string, left: CloudNode, right: CloudNode): CloudNode {
  const at = { line: left.line };
  const truths = [textOf(left), textOf(right)];
  if (operator === '&&' && truths.includes('false')) return scalar(false, at);
  if (operator === '||' && truths.includes('true')) return scalar(true, at);
  const open = [left, right].find(side => side.kind === 'unknown');
  if (open) return open;
  if (operator === '==' || operator === '!=') {
    const isNull = left.kind === 'none' || right.kind === 'none';
    if (!isNull && (left.kind !== 'scalar' || right.kind !== 'scalar')) {
      return unknown('Only plain values are compared.', at);
    }
    const isEqual = isNull ? left.kind === right.kind : truths[0] === truths[1];
    return scalar(isEqual === (operator === '=='), at);
  }
  if (left.kind !== 'scalar' || right.kind !== 'scalar') return unknown('It is no number.', at);
  if (operator === '&&' || operator === '||') {
    return scalar(
      operator === '&&' ? truths.every(t => t === 'true') : truths.includes('true'),
      at,
    );
  }
  const value = compute(operator, Number(left.value), Number(right.value));
  return typeof value === 'number' && !Number.isFinite(value)
    ? unknown('The calculation has no result.', at)
    : scalar(value, at);
}

function compute(operator: string, left: number, right: number): number | boolean {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}
