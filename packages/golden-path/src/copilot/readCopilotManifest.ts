import { InputError } from '../errors/InputError';
import { CopilotManifestType, copilotManifestTypes } from './manifestType';
import { ManifestMap, isMap } from './manifestValue';
import { parseYaml } from './parseYaml';

const limits = { depth: 30, values: 5000 };

/**
 * Reads a manifest as Copilot does: by its `type`; without one it is the manifest of a pipeline when it has stages.
 *
 * @throws InputError for a text that is no YAML map, is too large, or has a type that Copilot does not know.
 */
export function readCopilotManifest(text: string): {
  type: CopilotManifestType;
  value: ManifestMap;
} {
  const value = parse(text);
  if (!isMap(value)) throw new InputError('The manifest is not a YAML map.');
  checkSize(value);
  const { type } = value;
  if (type === undefined && Array.isArray(value.stages)) return { type: 'Pipeline', value };
  const known = copilotManifestTypes.find(candidate => candidate === type);
  if (!known || known === 'Pipeline') {
    throw new InputError(
      `The type of the manifest is ${JSON.stringify(type) ?? 'not set'}. Copilot knows: ${copilotManifestTypes.slice(0, -1).join(', ')}.`,
    );
  }
  return { type: known, value };
}

function parse(text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    throw new InputError(`The manifest cannot be read: ${(error as Error).message}`, error);
  }
}

function checkSize(value: unknown): void {
  let count = 0;
  const visit = (inner: unknown, depth: number): void => {
    count += 1;
    if (depth > limits.depth || count > limits.values) {
      throw new InputError(
        `The manifest is nested deeper than ${limits.depth} levels or has more than ${limits.values} values.`,
      );
    }
    if (typeof inner === 'object' && inner !== null) {
      Object.values(inner).forEach(item => visit(item, depth + 1));
    }
  };
  visit(value, 0);
}
