import { lookupTable } from '../../../data/lookupTable';
import { Trigger } from '../model/pipeline';
import { at, textAt, textsOf, YamlValue } from '../yaml/yamlTree';

const kinds = lookupTable<Trigger['kind']>({
  push: 'push',
  pull_request: 'pull-request',
  pull_request_target: 'pull-request-target',
  schedule: 'schedule',
  workflow_dispatch: 'manual',
  release: 'release',
  workflow_run: 'workflow-run',
  workflow_call: 'call',
  repository_dispatch: 'dispatch',
});

const triggersLimit = 50;

/** `on` of a workflow in all its forms: a name, a list of names, a map. */
export function readTriggers(root: YamlValue): Trigger[] {
  const on = at(root, 'on') ?? at(root, 'true');
  if (!on) {
    // Whatever starts it, it is there.
    return [{ kind: 'other' }];
  }
  const triggers = on.entries
    ? [...on.entries].flatMap(([event, value]) => readEvent(event, value))
    : textsOf(on).flatMap(event => readEvent(event, { path: on.path, keyLine: on.keyLine }));
  return triggers.slice(0, triggersLimit);
}

function readEvent(event: string, value: YamlValue): Trigger[] {
  const kind = kinds[event] ?? 'other';
  const base: Trigger = { kind, event, line: value.keyLine ?? value.line };
  if (kind === 'schedule') {
    const crons = (value.items ?? [value]).filter(item => textAt(item, 'cron') !== undefined);
    return crons.map(item => ({ ...base, cron: textAt(item, 'cron'), line: item.line }));
  }
  const filtersPaths = at(value, 'paths') || at(value, 'paths-ignore') ? true : undefined;
  const branches = readPatterns(value, 'branches');
  const tags = readPatterns(value, 'tags');
  if (kind === 'push') {
    // A filter for branches alone excludes tags, and the other way round.
    return [
      {
        ...base,
        branches: branches ?? (tags ? [] : undefined),
        tags: tags ?? (branches ? [] : undefined),
        filtersPaths,
      },
    ];
  }
  const startedBy = kind === 'workflow-run' ? textsOf(at(value, 'workflows')) : undefined;
  return [{ ...base, branches, filtersPaths, startedBy }];
}

function readPatterns(value: YamlValue, name: string): string[] | undefined {
  const wanted = at(value, name);
  if (wanted) {
    return textsOf(wanted);
  }
  const ignored = at(value, `${name}-ignore`);
  return ignored ? ['**', ...textsOf(ignored).map(pattern => `!${pattern}`)] : undefined;
}
