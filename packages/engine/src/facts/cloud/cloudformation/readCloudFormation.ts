import { CloudNode } from '../cloudNode';
import { CloudFile, CloudVariant } from '../cloudVariant';
import { environmentName } from '../environmentName';
import { UnreadCloudFile } from '../cloudResource';
import { joinSets, listNestedStacks, passedSets } from './nestedStacks';
import { mayHoldParameters, ParameterSet, readParameterSets, suits } from './parameterFiles';
import { looksLikeTemplate, namedTypes, readTemplate, Template } from './template';
import { templateResources } from './templateResources';

const templateLimit = 100;
const sizeLimit = 512 * 1024;
const totalLimit = 4 * 1024 * 1024;
const environmentLimit = 8;
const parameterFileLimit = 200;

/** Reads all CloudFormation, SAM and CDK templates, once per environment that parameter files name. */
export function readCloudFormation(files: readonly CloudFile[]): {
  readonly variants: CloudVariant[];
  readonly unread: UnreadCloudFile[];
} {
  const templates: Template[] = [];
  const unread: UnreadCloudFile[] = [];
  let total = 0;
  for (const { path, text } of files) {
    if (!/\.(ya?ml|json|template)$/i.test(path) || !looksLikeTemplate(text)) continue;
    const refuse = (reason: string): void => {
      unread.push({ path, reason, types: namedTypes(text) });
    };
    total += text.length;
    if (text.length > sizeLimit || total > totalLimit || templates.length >= templateLimit) {
      refuse(`${path} is too large, or one of too many templates, to be read.`);
      continue;
    }
    const template = readTemplate(path, text);
    if (template) templates.push(template);
    else refuse(`${path} names CloudFormation resources and cannot be parsed.`);
    if (/["']?Fn::ForEach/.test(text)) refuse(`${path} makes resources with Fn::ForEach.`);
  }
  if (templates.length === 0) return { variants: [], unread };
  const sets = files
    .filter(({ path, text }) => mayHoldParameters(path, text) && !looksLikeTemplate(text))
    .slice(0, parameterFileLimit)
    .flatMap(({ path, text }) => readParameterSets(path, text));
  return { variants: readInOrder(templates, sets), unread };
}

/** A template comes after those that nest it, whose values it is given. */
function readInOrder(
  templates: readonly Template[],
  sets: readonly ParameterSet[],
): CloudVariant[] {
  const nested = new Map(templates.map(one => [one, listNestedStacks(one, templates)]));
  const parents = new Map<Template, Template[]>();
  for (const [parent, stacks] of nested) {
    for (const { child } of stacks) parents.set(child, [...(parents.get(child) ?? []), parent]);
  }
  const passed = new Map<Template, ParameterSet[]>();
  const seen = new Set<Template>();
  const found: CloudVariant[] = [];
  const visit = (template: Template): void => {
    if (seen.has(template)) return;
    seen.add(template);
    parents.get(template)?.forEach(visit);
    const suitable = sets.filter(set => suits(set, template));
    const variants = variantsOf(template, [...(passed.get(template) ?? []), ...suitable]);
    found.push(...variants);
    for (const stack of nested.get(template) ?? []) {
      const before = passed.get(stack.child) ?? [];
      passed.set(stack.child, joinSets(before, passedSets(stack, variants)));
    }
  };
  templates.forEach(visit);
  return found;
}

function variantsOf(template: Template, sets: readonly ParameterSet[]): CloudVariant[] {
  const base = sets.filter(({ environment }) => environment === undefined);
  const own = environmentName(template.path);
  const merge = (name: string | undefined): Map<string, CloudNode> => {
    const values = new Map<string, CloudNode>();
    for (const set of [...base, ...sets.filter(({ environment }) => environment?.name === name)]) {
      if (set.environment === undefined || name !== undefined) {
        for (const [key, value] of set.values) values.set(key, value);
      }
    }
    return values;
  };
  if (own) {
    const resources = templateResources(template, {
      values: merge(own.name),
      environment: own.name,
    });
    return [{ path: template.path, environment: own, resources }];
  }
  const environments = new Map(
    sets.flatMap(({ environment }) => (environment ? [[environment.name, environment]] : [])),
  );
  const variants = [...environments.values()]
    .sort((a, b) => Number(b.isProduction) - Number(a.isProduction))
    .slice(0, environmentLimit)
    .map(environment => ({
      path: template.path,
      environment,
      resources: templateResources(template, {
        values: merge(environment.name),
        environment: environment.name,
      }),
    }));
  if (variants.some(({ environment }) => environment.isProduction)) return variants;
  const resources = templateResources(template, { values: merge(undefined) });
  return [...variants, { path: template.path, environment: undefined, resources }];
}
