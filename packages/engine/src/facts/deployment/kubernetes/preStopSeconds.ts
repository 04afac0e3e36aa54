import { YamlMap } from '../../../helm/yaml/readYaml';
import { Resolved, resolved, unresolved } from '../../resolved';
import { descend, ManifestFields } from './manifestFields';

const seconds: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** How long the preStop hook sleeps; `undefined` as value without a sleep. */
export function preStopSeconds(container: YamlMap, fields: ManifestFields): Resolved<number> {
  const hook = descend(container, ['lifecycle', 'preStop']);
  const unknown = fields.unknown(hook);
  if (unknown !== undefined) return unresolved(unknown);
  const sleep = descend(hook, ['sleep', 'seconds']);
  if (sleep !== undefined) return fields.number(sleep, 'preStop.sleep.seconds');
  const command = fields.words(descend(hook, ['exec', 'command']));
  if (!command.resolved) return unresolved(command.reason);
  return sleepSeconds(command.value ?? []);
}

/** Seconds of all `sleep` commands in the words of a command, `sh -c "sleep 5; stop"` included. */
export function sleepSeconds(words: readonly string[]): Resolved<number> {
  const text = words.join(' ').slice(0, 10_000);
  let sum: number | undefined;
  for (const [, amount = ''] of text.matchAll(/(?:^|[\s;&|/('"])sleep[ \t]+([^\s;&|)'"]{1,40})/g)) {
    const match = /^(\d{1,9}(?:\.\d{1,9})?)([smhd]?)$/.exec(amount);
    if (!match) return unresolved(`How long the preStop hook sleeps (${amount}) is not known.`);
    sum = (sum ?? 0) + Number(match[1]) * (seconds[match[2] ?? ''] ?? 1);
  }
  return resolved(sum);
}
