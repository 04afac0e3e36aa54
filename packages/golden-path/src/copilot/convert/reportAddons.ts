import { isMap } from '../manifestValue';
import { parseYaml } from '../parseYaml';
import { Fields } from './fields';

const filesLimit = 100;

/** Addons are stacks that Copilot nests; their outputs reach the program as variables and as rights of its role. */
export function reportAddons(fields: Fields, addons: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(addons).slice(0, filesLimit)) {
    const names = outputsOf(text).map(name => variableOf(name));
    fields.report(
      `addons/${file}`,
      names.length === 0
        ? 'Keep the resources in a stack of their own.'
        : `Keep the resources in a stack of their own. Its outputs reach the program as ${names.join(', ')}; give it these as variables, or the rights they stand for.`,
      '',
    );
  }
}

function outputsOf(text: string): string[] {
  let value: unknown;
  try {
    // Tags such as !Ref are of no interest here.
    value = parseYaml(text);
  } catch {
    return [];
  }
  const outputs = isMap(value) ? value.Outputs : undefined;
  return isMap(outputs) ? Object.keys(outputs).slice(0, 100) : [];
}

/** `DatabaseName` becomes `DATABASE_NAME`. */
function variableOf(output: string): string {
  return output
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toUpperCase();
}
