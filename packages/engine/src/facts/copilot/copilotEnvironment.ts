import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { mapOf, textOf } from '../deployment/kubernetes/manifestFields';
import { OwnContainer } from '../deployment/ownContainer';
import { EnvironmentEntry } from '../deployment/workload';
import { joinPath } from '../repository/paths';
import { resolved } from '../resolved';
import { copilotFields as fields } from './copilotFields';
import { CopilotManifest } from './copilotManifest';

const entriesLimit = 1000;

/** Variables, secrets and the file of variables of a manifest. */
export function copilotEnvironment(
  manifest: CopilotManifest,
  readText: (path: string) => string | undefined,
): Pick<OwnContainer, 'environment' | 'environmentFrom'> {
  const { value, root, path } = manifest;
  const at = (map: YamlMap, key: string) => manifest.yaml.placeOf(map, key) ?? { path };
  const file = textOf(value.get('env_file'));
  const filePath = file === '' ? undefined : joinPath(root, file);
  const text = filePath === undefined ? undefined : readText(filePath);
  const entries = new Map<string, EnvironmentEntry>();
  (text ?? '')
    .split('\n')
    .slice(0, entriesLimit)
    .forEach((line, index) => {
      const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)$/.exec(line);
      if (!match || filePath === undefined) return;
      const name = match[1] ?? '';
      const place = { path: filePath, line: index + 1 };
      entries.set(name, {
        name,
        source: 'config',
        value: fields.text((match[2] ?? '').trim()),
        ...place,
      });
    });
  const variables = mapOf(value.get('variables'));
  for (const [name, given] of [...variables].slice(0, entriesLimit)) {
    // `from_cfn` is a value of another stack.
    const isLiteral = !(given instanceof Map);
    entries.set(name, {
      name,
      source: isLiteral ? 'literal' : 'field',
      value: isLiteral ? variableText(given) : resolved<string>(undefined),
      ...at(variables, name),
    });
  }
  const secrets = mapOf(value.get('secrets'));
  for (const name of [...secrets.keys()].slice(0, entriesLimit)) {
    entries.set(name, {
      name,
      source: 'secret',
      value: resolved<string>(undefined),
      ...at(secrets, name),
    });
  }
  const environmentFrom = file === '' ? [] : [{ kind: 'config' as const, name: file }];
  return { environment: [...entries.values()], environmentFrom };
}

/** The names that Copilot fills in are part of the text, not unknown values. */
function variableText(value: YamlValue): EnvironmentEntry['value'] {
  const text =
    typeof value === 'string' ? value.replace(/\$\{COPILOT_[A-Z_]{1,40}\}/g, 'copilot') : value;
  return fields.text(text);
}
