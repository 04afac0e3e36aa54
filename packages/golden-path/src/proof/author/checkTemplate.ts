import { z } from 'zod';
import { suggestName } from '../../copilot/closestName';
import { actionInputs } from './actionInputs';
import { AuthorFinding } from './authorFinding';
import { AuthorTemplate } from './readAuthorFolder';
import { parameterNames, TemplateEntity, templateEntitySchema } from './templateEntity';
import { LocatedYaml, readLocatedYaml } from './yamlText';

const references = /(?<![\w.])(parameters|steps)(\s*\.\s*\w+|\s*\[\s*['"][\w-]+['"]\s*\])/g;
const expressions = /\$\{\{([\s\S]*?)\}\}/g;

/**
 * Checks a template: its form, that the inputs of our actions exist and are complete, and that expressions read parameters
 * and earlier steps that exist.
 *
 * @returns the entity where it has its form.
 */
export function checkTemplate(template: AuthorTemplate): {
  entity?: TemplateEntity;
  findings: AuthorFinding[];
} {
  const document = readLocatedYaml(template.text);
  const findings: AuthorFinding[] = [];
  const error = (message: string, line?: number, fix?: string) =>
    findings.push({ rule: 'template', severity: 'error', path: template.path, line, message, fix });
  if ('message' in document) {
    error(`This is not valid YAML: ${document.message}`, document.line);
    return { findings };
  }
  const result = templateEntitySchema.safeParse(document.value);
  if (!result.success) {
    for (const issue of result.error.issues.slice(0, 50)) {
      error(
        `${issue.path.map(String).join('.') || 'The template'}: ${describe(issue)}`,
        document.lineOf(issue.path),
      );
    }
    return { findings };
  }
  const entity = result.data;
  checkSteps({ entity, document, error });
  return { entity, findings };
}

type Report = (message: string, line?: number, fix?: string) => void;

function checkSteps(options: {
  entity: TemplateEntity;
  document: LocatedYaml;
  error: Report;
}): void {
  const { entity, document, error } = options;
  const parameters = parameterNames(entity);
  const earlier = new Set<string>();
  entity.spec.steps.forEach((step, index) => {
    const at = (...rest: PropertyKey[]) => document.lineOf(['spec', 'steps', index, ...rest]);
    const name = step.id ?? step.name ?? `number ${index + 1}`;
    if (step.id !== undefined && earlier.has(step.id)) {
      error(`Two steps have the id '${step.id}'.`, at('id'), 'Give each step an id of its own.');
    }
    const known = Object.hasOwn(actionInputs, step.action) ? actionInputs[step.action] : undefined;
    if (!known && /^(container-lens|aws):/.test(step.action)) {
      error(
        `The step '${name}' uses the action '${step.action}', which does not exist.`,
        at('action'),
        suggestName(step.action, Object.keys(actionInputs)).trim() || undefined,
      );
    }
    if (known) {
      const all = [...known.required, ...known.optional];
      for (const input of Object.keys(step.input ?? {})) {
        if (!all.includes(input)) {
          error(
            `The step '${name}' gives ${step.action} the input '${input}', which it does not have.`,
            at('input', input),
            `It has: ${all.join(', ')}.`,
          );
        }
      }
      for (const input of known.required) {
        if (!Object.hasOwn(step.input ?? {}, input)) {
          error(
            `The step '${name}' does not give ${step.action} the input '${input}', which it needs.`,
            at('input'),
            `Add ${input} to its input.`,
          );
        }
      }
    }
    for (const key of ['if', 'each', 'input'] as const) {
      checkReferences({ value: step[key], line: at(key), parameters, steps: earlier, error });
    }
    if (step.id !== undefined) {
      earlier.add(step.id);
    }
  });
  const line = document.lineOf(['spec', 'output']);
  checkReferences({ value: entity.spec.output, line, parameters, steps: earlier, error });
}

function checkReferences(options: {
  value: unknown;
  line: number;
  parameters: ReadonlySet<string>;
  steps: ReadonlySet<string>;
  error: Report;
}): void {
  const { value, line, parameters, steps, error } = options;
  const said = new Set<string>();
  for (const text of texts(value)) {
    for (const [, expression = ''] of text.matchAll(expressions)) {
      for (const [, root, rest = ''] of expression.matchAll(references)) {
        const name = /[\w-]+/.exec(rest)?.[0] ?? '';
        const isKnown = (root === 'steps' ? steps : parameters).has(name);
        const key = `${root}.${name}`;
        if (!isKnown && !said.has(key)) {
          said.add(key);
          error(
            root === 'steps'
              ? `An expression reads steps.${name}, and no step before it has this id.`
              : `An expression reads parameters.${name}, and the form does not ask for it.`,
            line,
            root === 'steps' && steps.size > 0 ? `There are: ${[...steps].join(', ')}.` : undefined,
          );
        }
      }
    }
  }
}

function texts(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') {
    return [value.slice(0, 10_000)];
  }
  if (depth > 20 || typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.values(value).flatMap(child => texts(child, depth + 1));
}

function describe(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_type' && issue.input === undefined
    ? `${issue.message}; it is missing`
    : issue.message;
}
