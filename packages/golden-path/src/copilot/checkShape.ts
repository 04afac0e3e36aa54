import { Report } from './copilotProblem';
import { suggestName } from './closestName';
import { readDuration } from './readDuration';
import { Shape } from './shape';

/** A place that Copilot fills in before it reads the manifest; what it becomes is not known here. */
const placeholder = /\$\{[A-Za-z_][A-Za-z0-9_]*\}/;

/** Reports every key that Copilot does not know and every value that it cannot read. */
export function checkShape(options: {
  value: unknown;
  shape: Shape;
  path: string;
  report: Report;
  /** Suggestions that are still worth their time. */
  budget?: { suggestions: number };
}): void {
  const { value, shape, path, report, budget = { suggestions: 50 } } = options;
  // A key without a value is one that was left out.
  if (value === null || value === undefined || shape.form === 'anything') return;
  if (shape.form === 'either') {
    const fitting = shape.shapes.filter(candidate => accepts(candidate, value));
    const chosen = fitting.find(candidate => isScalarOf(candidate, value)) ?? fitting[0];
    if (chosen) checkShape({ ...options, shape: chosen, budget });
    else
      report(path, `must be ${shape.shapes.map(describe).join(', or ')}; it is ${nameOf(value)}.`);
    return;
  }
  if (!accepts(shape, value) || (isScalar(value) && !isScalarOf(shape, value))) {
    report(path, `must be ${describe(shape)}; it is ${nameOf(value)}.`);
    return;
  }
  if (shape.form === 'list') {
    (value as unknown[]).forEach((item, index) =>
      checkShape({ value: item, shape: shape.of, path: `${path}[${index}]`, report, budget }),
    );
    return;
  }
  if (shape.form !== 'map' && shape.form !== 'object') return;
  for (const [key, inner] of Object.entries(value as object)) {
    const at = path === '' ? key : `${path}.${key}`;
    const found = shapeOfKey(shape, key);
    if (found) {
      checkShape({ value: inner, shape: found, path: at, report, budget });
    } else {
      const known = shape.form === 'object' ? Object.keys(shape.fields) : [];
      budget.suggestions -= 1;
      const suggestion = budget.suggestions < 0 ? '' : suggestName(key, known);
      report(at, `is not a key that Copilot knows, so it is ignored.${suggestion}`);
    }
  }
}

function shapeOfKey(
  shape: Extract<Shape, { form: 'map' | 'object' }>,
  key: string,
): Shape | undefined {
  if (shape.form === 'map') return shape.of;
  return Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
}

/** Whether the value has the form of the shape: a map, a list or a single value. */
function accepts(shape: Shape, value: unknown): boolean {
  switch (shape.form) {
    case 'list':
      return Array.isArray(value);
    case 'map':
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    case 'either':
      return shape.shapes.some(candidate => accepts(candidate, value));
    case 'anything':
      return true;
    default:
      return isScalar(value);
  }
}

function isScalarOf(shape: Shape, value: unknown): boolean {
  if (shape.form === 'anything') return true;
  if (shape.form === 'either') return shape.shapes.some(candidate => isScalarOf(candidate, value));
  if (!isScalar(value) || (typeof value === 'string' && placeholder.test(value))) {
    return isScalar(value);
  }
  switch (shape.form) {
    case 'text':
      return true;
    case 'flag':
      return typeof value === 'boolean';
    case 'duration':
      return readDuration(value) !== undefined;
    case 'number':
      return (
        typeof value === 'number' &&
        (!shape.whole || Number.isInteger(value)) &&
        value >= (shape.min ?? -Infinity) &&
        value <= (shape.max ?? Infinity)
      );
    default:
      return false;
  }
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object';
}

function describe(shape: Shape): string {
  switch (shape.form) {
    case 'text':
      return 'a text';
    case 'flag':
      return 'true or false';
    case 'duration':
      return 'a duration such as 10s or 2m';
    case 'number':
      return shape.max === undefined
        ? `a ${shape.whole ? 'whole ' : ''}number${shape.min === undefined ? '' : ` of at least ${shape.min}`}`
        : `a whole number from ${shape.min ?? 0} to ${shape.max}`;
    case 'list':
      return 'a list';
    default:
      return 'a map';
  }
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a map' : (JSON.stringify(value)?.slice(0, 100) ?? 'nothing');
}
