import { convertCopilot, ConvertedCopilot } from '../copilot/convertCopilot';
import { isMap, isSet, ManifestMap, mapOf } from '../copilot/manifestValue';
import { mergeCopilotEnvironment } from '../copilot/mergeCopilotEnvironment';
import { readCopilotManifest } from '../copilot/readCopilotManifest';
import { InputError } from '../errors/InputError';
import { CopilotServiceFiles } from './findCopilotService';

/**
 * What became of one field of a manifest, or of one file beside it.
 *
 * @public
 */
export interface MovedField {
  /** `environments.test.count`; `addons/db.yml` for a file. */
  readonly path: string;
  /** As it was written. */
  readonly value: string;
  /** Where the service description has it; undefined when it has not. */
  readonly to?: string;
  /** What happens to it and what to do, where it does not come along as it was. */
  readonly reason?: string;
}

/** Values times environments: the manifest is converted for each of them, and manifests are hostile. */
const mostWork = 20_000;

/** Name of the environment whose values are taken, when nobody says another. */
const production = ['production', 'prod', 'live'];

/**
 * Every field of a manifest with what became of it. The values of one environment are taken, because the new description is one
 * for all of them; where others differ it is said, field by field.
 */
export function mapManifest(
  found: CopilotServiceFiles,
  wanted: string | undefined,
): {
  readonly converted: ConvertedCopilot;
  /** The environment whose values were taken; undefined for those that all share. */
  readonly environment: string | undefined;
  readonly fields: readonly MovedField[];
} {
  const { manifest, patches, addons, environments } = found;
  const environment = wanted || production.find(name => environments.includes(name));
  const convert = (name: string | undefined) =>
    convertCopilot({ manifest, environment: name, patches, addons });
  const converted = convert(environment);
  const { value } = readCopilotManifest(manifest);
  if (leavesOf(value).length * environments.length > mostWork) {
    throw new InputError(
      `The manifest has too many values for ${environments.length} environments. Name less of them in it, one after the other.`,
    );
  }
  const { environments: overrides, ...shared } = value;
  const merged = environment === undefined ? shared : mergeCopilotEnvironment(value, environment);
  const fields: MovedField[] = [];
  for (const [path, given] of leavesOf(shared)) {
    const current = valueOf(merged, path);
    fields.push(
      isSame(current, given)
        ? { path, value: textOf(given), ...outcomeOf(converted, path) }
        : {
            path,
            value: textOf(given),
            reason: `In ${environment} the manifest says otherwise, and that value was taken. This one held for the other environments; write it where they are configured.`,
          },
    );
  }
  for (const [name, changes] of Object.entries(mapOf(overrides))) {
    const own = name === environment ? converted : convert(name);
    for (const [path, given] of leavesOf(mapOf(changes))) {
      const outcome = outcomeOf(own, path);
      fields.push({
        path: `environments.${name}.${path}`,
        value: textOf(given),
        ...(own === converted || outcome.to === undefined
          ? outcome
          : differenceOf({ outcome, name, own, converted })),
      });
    }
  }
  const seen = new Set(fields.map(({ path }) => path));
  // What stands beside the manifest, and what Copilot did without being told.
  const beside = converted.unmapped.filter(
    ({ path }) => !seen.has(path) && ![...seen].some(other => other.startsWith(`${path}.`)),
  );
  return {
    converted,
    environment,
    fields: [...fields, ...beside.filter(({ path }) => valueOf(merged, path) === undefined)],
  };
}

/** The new description is the same for every environment: what another one changed is either the same there, or left to people. */
function differenceOf(options: {
  outcome: { to?: string };
  name: string;
  own: ConvertedCopilot;
  converted: ConvertedCopilot;
}): { to?: string; reason?: string } {
  const { outcome, name, own, converted } = options;
  const { to = '' } = outcome;
  const keys = to.split('.');
  const theirs = valueOf(own.service as ManifestMap, to) ?? (own.service as ManifestMap)[keys[0]!];
  const ours =
    valueOf(converted.service as ManifestMap, to) ?? (converted.service as ManifestMap)[keys[0]!];
  if (theirs === undefined || isSame(theirs, ours)) return outcome;
  return {
    reason: `${name} differs in ${to}: ${textOf(theirs)}. The description is one for all environments; write the difference where ${name} is configured.`,
  };
}

function outcomeOf(converted: ConvertedCopilot, path: string): { to?: string; reason?: string } {
  const covers = (candidate: string) => path === candidate || path.startsWith(`${candidate}.`);
  const unmapped = converted.unmapped.filter(field => covers(field.path)).at(-1);
  if (unmapped) return { reason: unmapped.reason };
  const mapped = converted.mapped.find(field => covers(field.path));
  if (mapped) return { to: mapped.to };
  // Patches may speak of a part of a list.
  return { reason: 'Nothing is known of this field. Look at it before you leave.' };
}

/** Paths and values of everything that is set; a list is one value, as in the conversion. */
export function leavesOf(value: ManifestMap, path = ''): [string, unknown][] {
  return Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (!isSet(inner)) return [];
    return isMap(inner) ? leavesOf(inner, at) : [[at, inner]];
  });
}

function valueOf(value: unknown, path: string): unknown {
  // A key may hold dots of its own.
  if (!isMap(value)) return undefined;
  if (Object.hasOwn(value, path)) return value[path];
  const at = path.indexOf('.');
  for (let end = at; end > 0; end = path.indexOf('.', end + 1)) {
    const key = path.slice(0, end);
    if (Object.hasOwn(value, key)) {
      const inner = valueOf(value[key], path.slice(end + 1));
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
