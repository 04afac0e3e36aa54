import { CloudNode, descend, entriesOf, textOf, unknown } from '../cloudNode';
import { CloudVariant } from '../cloudVariant';
import { folderOf, joinPath } from '../../repository/paths';
import type { ParameterSet } from './parameterFiles';
import { Template } from './template';

/** A stack inside of a stack, by its logical id and the template in the repository. */
export interface NestedStack {
  readonly name: string;
  readonly child: Template;
}

const kinds: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

/** The nested stacks of a template whose own template is in the repository. */
export function listNestedStacks(parent: Template, templates: readonly Template[]): NestedStack[] {
  return [...parent.resources].flatMap(([name, node]): NestedStack[] => {
    const property = kinds[textOf(descend(node, ['Type'])) ?? ''];
    const place = property && textOf(descend(node, ['Properties', property]));
    if (!place) return [];
    const path = /^[a-z0-9]+:\/\//i.test(place)
      ? undefined
      : joinPath(folderOf(parent.path), place);
    // What is uploaded to a bucket keeps its file name.
    const file = place.slice(place.lastIndexOf('/') + 1);
    const named = templates.filter(({ path: own }) => own === file || own.endsWith(`/${file}`));
    const child =
      path === undefined
        ? named.find(() => named.length === 1)
        : templates.find(template => template.path === path);
    return child && child !== parent ? [{ name, child }] : [];
  });
}

/** What the variants of a template pass to one of its nested stacks. */
export function passedSets(stack: NestedStack, variants: readonly CloudVariant[]): ParameterSet[] {
  return variants.flatMap(({ path, environment, resources }): ParameterSet[] => {
    const resource = resources.find(({ name }) => name === stack.name);
    if (!resource) return [];
    const given = entriesOf(descend(resource.properties, ['Parameters']));
    const values = new Map(
      given.map(([key, value]): [string, CloudNode] => [key, { ...value, refs: undefined }]),
    );
    return [{ path, environment, values, isFlat: false }];
  });
}

/** Adds sets to those that other stacks pass; a value that two of them give differently is not known. */
export function joinSets(
  before: readonly ParameterSet[],
  added: readonly ParameterSet[],
): ParameterSet[] {
  return [
    ...before,
    ...added.map(set => {
      const others = before.filter(other => other.environment?.name === set.environment?.name);
      const values = new Map(set.values);
      for (const [key, value] of set.values) {
        const differs = others.some(other => {
          const own = other.values.get(key);
          return own !== undefined && textOf(own) !== textOf(value);
        });
        if (differs) values.set(key, unknown(`Several stacks give the parameter ${key} a value.`));
      }
      return { ...set, values };
    }),
  ];
}
