import { HclBlock, HclBody, HclExpression } from './hclSyntax';

/** A block with the file it stands in. */
export interface PlacedBlock extends HclBlock {
  readonly path: string;
}

/** The files of one folder, as Terraform reads them together. */
export interface TerraformModule {
  readonly folder: string;
  readonly variables: ReadonlyMap<string, HclBody>;
  readonly locals: ReadonlyMap<string, HclExpression>;
  /** By address, as `aws_ecr_repository.app`. */
  readonly resources: ReadonlyMap<string, PlacedBlock>;
  /** By address without `data.`. */
  readonly data: ReadonlyMap<string, PlacedBlock>;
  readonly calls: ReadonlyMap<string, PlacedBlock>;
  readonly outputs: ReadonlyMap<string, HclBody>;
}

/** Puts the files of a folder together. */
export function toModule(
  folder: string,
  files: readonly { readonly path: string; readonly body: HclBody }[],
): TerraformModule {
  const module = {
    folder,
    variables: new Map<string, HclBody>(),
    locals: new Map<string, HclExpression>(),
    resources: new Map<string, PlacedBlock>(),
    data: new Map<string, PlacedBlock>(),
    calls: new Map<string, PlacedBlock>(),
    outputs: new Map<string, HclBody>(),
  };
  for (const { path, body } of files) {
    for (const block of body.blocks) {
      const [first = '', second = ''] = block.labels;
      const placed = { ...block, path };
      switch (block.type) {
        case 'variable':
          module.variables.set(first, block.body);
          break;
        case 'locals':
          for (const [name, value] of block.body.attributes) module.locals.set(name, value);
          break;
        case 'resource':
          module.resources.set(`${first}.${second}`, placed);
          break;
        case 'data':
          module.data.set(`${first}.${second}`, placed);
          break;
        case 'module':
          module.calls.set(first, placed);
          break;
        case 'output':
          module.outputs.set(first, block.body);
          break;
        default:
      }
    }
  }
  return module;
}
