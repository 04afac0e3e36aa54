import { Combination } from '../combination';
import { serviceOverlays } from '../../render/serviceOverlays';
import { AuthorFinding } from './authorFinding';
import { TemplateEntity, TemplateStep } from './templateEntity';

const axisOfGroup: Readonly<Record<string, 'language' | 'target' | 'ci' | 'updateBot'>> = {
  lang: 'language',
  deploy: 'target',
  ci: 'ci',
  updates: 'updateBot',
};
const expression = /\$\{\{[\s\S]*\}\}/;

/** A template that renders services, as far as its file says what. */
export interface ComposedTemplate {
  readonly name: string;
  readonly path: string;
  /** Ids that it names itself. */
  readonly named: readonly string[];
  /** Values that it gives; undefined where an expression gives them. */
  readonly values?: ReadonlySet<string>;
  /** Overlays of a combination, or undefined where the template does not make it. */
  compose(combination: Combination, extras: readonly string[]): string[] | undefined;
}

/** Reads what the steps `container-lens:skeleton:render` of a template render. */
export function readTemplateSteps(
  entity: TemplateEntity,
  path: string,
): { templates: ComposedTemplate[]; findings: AuthorFinding[] } {
  const templates: ComposedTemplate[] = [];
  const findings: AuthorFinding[] = [];
  const resolving = entity.spec.steps.find(
    ({ action }) => action === 'container-lens:values:resolve',
  );
  for (const step of entity.spec.steps) {
    if (step.action !== 'container-lens:skeleton:render') {
      continue;
    }
    const { overlays, values } = step.input ?? {};
    if (isMap(values) && !Object.hasOwn(values, 'service')) {
      findings.push({
        rule: 'composition',
        severity: 'warning',
        path,
        message: `The step '${step.id ?? step.action}' renders something else than a service; its files were not rendered.`,
        fix: 'Render it with a dry run of the template in the portal.',
      });
      continue;
    }
    const entries = Array.isArray(overlays)
      ? overlays.filter(item => typeof item === 'string')
      : undefined;
    templates.push({
      name: entity.metadata.name,
      path,
      named: (entries ?? []).filter(entry => !expression.test(entry)),
      values: isMap(values) ? new Set(Object.keys(values)) : undefined,
      compose: (combination, extras) => compose({ entries, resolving, combination, extras }),
    });
  }
  return { templates, findings };
}

function compose(options: {
  entries: readonly string[] | undefined;
  resolving: TemplateStep | undefined;
  combination: Combination;
  extras: readonly string[];
}): string[] | undefined {
  const { entries, resolving, combination, extras } = options;
  // What the step that resolves values names itself is no choice.
  for (const axis of ['language', 'target', 'ci', 'updateBot'] as const) {
    const fixed = resolving?.input?.[axis];
    if (typeof fixed === 'string' && !expression.test(fixed) && fixed !== combination[axis]) {
      return undefined;
    }
  }
  if (!entries) {
    return [...serviceOverlays(combination), ...extras];
  }
  const overlays: string[] = [];
  for (const entry of entries) {
    const [group = '', name = ''] = entry.split('/', 2);
    const axis = axisOfGroup[group];
    if (expression.test(entry)) {
      if (!axis) {
        return undefined;
      }
      overlays.push(`${group}/${combination[axis]}`);
    } else {
      if (axis && name !== combination[axis]) {
        return undefined;
      }
      overlays.push(entry);
    }
  }
  return overlays;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
