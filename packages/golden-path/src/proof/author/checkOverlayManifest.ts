import { z } from 'zod';
import { overlayManifestSchema } from '../../overlay/overlayManifest';
import { AuthorFinding } from './authorFinding';
import { readLocatedYaml } from './yamlText';

/**
 * Checks the text of an `overlay.yaml` and says every problem with its line.
 *
 * @returns the id where the manifest can be used.
 */
export function checkOverlayManifest(options: {
  text: string;
  /** Relative to the folder that is tested. */
  path: string;
  /** The id that the folder stands for; any where the folder is the overlay. */
  expected?: string;
}): { id?: string; findings: AuthorFinding[] } {
  const { text, path, expected } = options;
  const error = (message: string, line?: number, fix?: string): AuthorFinding => ({
    rule: 'overlay',
    severity: 'error',
    path,
    line,
    message,
    fix,
  });
  const document = readLocatedYaml(text);
  if ('message' in document) {
    return { findings: [error(`This is not valid YAML: ${document.message}`, document.line)] };
  }
  const result = overlayManifestSchema.safeParse(document.value);
  if (!result.success) {
    return {
      findings: result.error.issues.slice(0, 50).map(issue => {
        const place = placeOf(issue);
        return error(
          `${place.map(String).join('.') || 'The manifest'}: ${issue.message}`,
          document.lineOf(place),
          fixFor(issue),
        );
      }),
    };
  }
  const { id, values } = result.data;
  if (expected !== undefined && id !== expected) {
    return {
      findings: [
        error(
          `The folder stands for the overlay '${expected}', and the manifest says '${id}'.`,
          document.lineOf(['id']),
          `Write id: ${expected}, or move the folder to ${id}.`,
        ),
      ],
    };
  }
  if (values.type !== undefined && values.type !== 'object') {
    return {
      findings: [
        error(
          `values: must be a JSON Schema of type object, and not ${JSON.stringify(values.type)}.`,
          document.lineOf(['values', 'type']),
        ),
      ],
    };
  }
  return { id, findings: [] };
}

/** An unknown key is shown at itself and not at what holds it. */
function placeOf(issue: z.core.$ZodIssue): PropertyKey[] {
  return issue.code === 'unrecognized_keys' && issue.keys[0] !== undefined
    ? [...issue.path, issue.keys[0]]
    : [...issue.path];
}

function fixFor(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(overlayManifestSchema.shape).join(', ');
    return issue.path.length === 0
      ? `Remove it, or correct its name. A manifest has: ${known}.`
      : 'Remove it, or correct its name.';
  }
  return issue.code === 'invalid_type' && issue.message.includes('undefined')
    ? 'Add it.'
    : undefined;
}
