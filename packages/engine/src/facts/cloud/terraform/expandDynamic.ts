import { CloudNode, scalar } from '../cloudNode';
import { HclBlock, HclBody } from './hclSyntax';
import { TerraformScope } from './terraformScope';

const blocksLimit = 100;

/** The blocks that a `dynamic` block stands for, each with the names it sees; `undefined` when they are not known. */
export function expandDynamic(
  block: HclBlock,
  scope: TerraformScope,
): { readonly body: HclBody; readonly scope: TerraformScope }[] | undefined {
  const [label] = block.labels;
  const each = block.body.attributes.get('for_each');
  const content = block.body.blocks.find(({ type }) => type === 'content');
  // Another name for the item is rare, and what refers to it stays open.
  if (label === undefined || !each || !content || block.body.attributes.has('iterator')) {
    return undefined;
  }
  const items = itemsOf(scope.evaluate(each));
  if (!items || items.length > blocksLimit) return undefined;
  return items.map(([key, value]) => ({
    body: content.body,
    scope: scope.with(
      new Map([
        [`${label}.key`, key],
        [`${label}.value`, value],
      ]),
    ),
  }));
}

/** A set has its values as keys, and a tuple its positions; both are lists here, and keys of those are rarely used. */
function itemsOf(value: CloudNode): (readonly [CloudNode, CloudNode])[] | undefined {
  if (value.kind === 'list') return value.items.map((item, index) => [scalar(index), item]);
  if (value.kind === 'map' && value.open === undefined) {
    return [...value.entries].map(([key, item]) => [scalar(key), item]);
  }
  return undefined;
}
