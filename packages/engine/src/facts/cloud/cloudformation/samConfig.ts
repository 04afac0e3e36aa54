import { CloudNode, descend, entriesOf, itemsOf, scalar, textOf } from '../cloudNode';
import { environmentName } from '../environmentName';
import { readYamlNode } from '../readYamlNode';
import type { ParameterSet } from './parameterFiles';

const commands = ['deploy', 'sync', 'global'];

/** Parameter overrides of `samconfig.toml` or `samconfig.yaml`, one set per environment (section). */
export function readSamConfig(path: string, text: string): ParameterSet[] {
  const overrides = path.endsWith('.toml') ? readToml(text) : readYamlOverrides(text);
  return [...overrides].map(([section, values]) => ({
    path,
    environment: environmentName(section),
    values,
    isFlat: false,
  }));
}

type Overrides = Map<string, Map<string, CloudNode>>;

function add(found: Overrides, section: string, values: ReadonlyMap<string, CloudNode>): void {
  const all = found.get(section) ?? new Map<string, CloudNode>();
  for (const [key, value] of values) all.set(key, value);
  found.set(section, all);
}

function readToml(text: string): Overrides {
  const found: Overrides = new Map();
  let section: string | undefined;
  let pending: { text: string; line: number } | undefined;
  for (const [index, raw] of text.split('\n').slice(0, 5000).entries()) {
    const line = raw.trim();
    if (pending) {
      pending.text += ` ${line}`;
    } else {
      const header = /^\[([^\]]{1,200})\]$/.exec(line)?.[1]?.replace(/["']/g, '').split('.');
      if (header) {
        section = commands.includes(header[1] ?? '') ? header[0] : undefined;
        continue;
      }
      const value = /^parameter_overrides\s*=\s*(?!\s)(.*)$/.exec(line)?.[1];
      if (value === undefined || section === undefined) continue;
      pending = { text: value, line: index + 1 };
    }
    const isOpen = pending.text.startsWith('[')
      ? !pending.text.includes(']')
      : /^("""|''')/.test(pending.text) && !/("""|''')\s*$/.test(pending.text.slice(3));
    if (isOpen) continue;
    add(found, section!, readPairsText(pending.text, pending.line));
    pending = undefined;
  }
  return found;
}

/** `"A=b C=\"d e\""`, `["A=b", "C=d"]`. */
function readPairsText(given: string, line: number): Map<string, CloudNode> {
  const text = given.replace(/\\(["'])/g, '$1');
  const values = new Map<string, CloudNode>();
  for (const match of text.matchAll(
    /([A-Za-z][A-Za-z0-9]{0,254})=(?:"([^"]*)"|'([^']*)'|([^\s"',\]]*))/g,
  )) {
    const [, key = '', double, single, bare] = match;
    if (key === 'ParameterKey') continue;
    values.set(key, scalar(double ?? single ?? bare ?? '', { line }));
  }
  for (const [, key = '', value = ''] of text.matchAll(
    /ParameterKey=([A-Za-z0-9]{1,255}),ParameterValue=([^\s"',\]]*)/g,
  )) {
    values.set(key, scalar(value, { line }));
  }
  values.delete('ParameterValue');
  return values;
}

function readYamlOverrides(text: string): Overrides {
  const found: Overrides = new Map();
  for (const [section, content] of entriesOf(readYamlNode(text))) {
    for (const command of commands) {
      const given = descend(content, [command, 'parameters', 'parameter_overrides']);
      if (given?.kind === 'map') add(found, section, given.entries);
      else if (given) {
        const parts = given.kind === 'list' ? itemsOf(given).map(textOf) : [textOf(given)];
        add(found, section, readPairsText(parts.join(' '), given.line ?? 1));
      }
    }
  }
  return found;
}
