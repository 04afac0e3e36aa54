import {
  anyOtherText,
  anyText,
  evaluateExpression,
  truth,
  Value,
} from '../github/evaluateExpression';
import { joinRuns, listRuns, Run } from '../github/narrowTriggers';
import { Trigger } from '../model/pipeline';
import { at, textAt, textsOf, YamlValue } from '../yaml/yamlTree';
import { parseCondition } from './parseCondition';

/** When a job runs. */
export interface RulesReading {
  readonly triggers: readonly Trigger[];
  readonly manual: boolean;
  readonly allowsFailure: boolean;
}

const sources: Readonly<Record<string, string>> = {
  push: 'push',
  'pull-request': 'merge_request_event',
  schedule: 'schedule',
  manual: 'web',
  dispatch: 'trigger',
};

/** What can start the pipelines of a configuration: pushes, and what its rules name. */
export function gitlabTriggers(root: ReadonlyMap<string, YamlValue>): Trigger[] {
  const text = [...root.values()]
    .flatMap(value => [
      // A list that `!reference` takes over may have any name.
      ...[value, ...(value.entries?.values() ?? [])].flatMap(list =>
        (list.items ?? []).map(rule => textAt(rule, 'if') ?? ''),
      ),
      ...[at(value, 'only'), at(value, 'except')].flatMap(part => [
        ...textsOf(part),
        ...textsOf(at(part, 'refs')),
        ...textsOf(at(part, 'variables')),
      ]),
    ])
    .join('\n');
  const triggers: Trigger[] = [{ kind: 'push', event: 'push' }];
  const add = (pattern: RegExp, kind: Trigger['kind']) => {
    if (pattern.test(text)) {
      triggers.push({ kind, event: sources[kind] });
    }
  };
  add(/merge_request/i, 'pull-request');
  add(/\bschedules?\b/, 'schedule');
  add(/\bweb\b/, 'manual');
  add(/\b(triggers?|pipelines?|api)\b/, 'dispatch');
  return triggers;
}

/** Triggers for which `rules`, or `only` and `except`, let a job (or the whole pipeline) run. */
export function readRules(
  job: YamlValue,
  triggers: readonly Trigger[],
  variables: ReadonlyMap<string, string>,
): RulesReading {
  const rules = at(job, 'rules')?.items;
  const only = at(job, 'only');
  const except = at(job, 'except');
  let manual = false;
  let automatic = false;
  let allowsFailure = false;
  const decide = (run: Run): boolean => {
    if (!rules) {
      return matchesOnly(run, only, except, variables) !== false;
    }
    const rule = rules.find(
      candidate =>
        ruleHolds(candidate, run, variables) !== false && maySelect(candidate, run, variables),
    );
    const when = rule && (textAt(rule, 'when') ?? textAt(job, 'when'));
    if (!rule || when === 'never') {
      return false;
    }
    manual ||= when === 'manual';
    automatic ||= when !== 'manual';
    allowsFailure ||= textAt(rule, 'allow_failure') === 'true';
    return true;
  };
  const names = branchNames(rules ?? [only, except].flatMap(value => value ?? []), variables);
  const kept = triggers.flatMap(trigger => {
    const runs = listRuns(trigger, names);
    return joinRuns(trigger, runs, runs.filter(decide)).map(left => ({
      ...left,
      filtersPaths: hasChanges(rules, only) || left.filtersPaths,
    }));
  });
  const byHand = rules ? manual && !automatic : textAt(job, 'when') === 'manual';
  return { triggers: kept, manual: byHand, allowsFailure };
}

/** A rule that may hold and says `never` does not decide. */
function maySelect(rule: YamlValue, run: Run, variables: ReadonlyMap<string, string>): boolean {
  return textAt(rule, 'when') !== 'never' || ruleHolds(rule, run, variables) === true;
}

function hasChanges(rules: readonly YamlValue[] | undefined, only: YamlValue | undefined) {
  return rules?.some(rule => at(rule, 'changes')) || at(only, 'changes') ? true : undefined;
}

function ruleHolds(
  rule: YamlValue,
  run: Run,
  variables: ReadonlyMap<string, string>,
): boolean | undefined {
  const condition = textAt(rule, 'if');
  const open = at(rule, 'changes') || at(rule, 'exists');
  if (condition === undefined) {
    return open ? undefined : true;
  }
  const expression = parseCondition(condition);
  const holds =
    expression && truth(evaluateExpression(expression, name => valueOf(name, run, variables)));
  return holds && open ? undefined : holds;
}

/** Branches that rules name; the default branch is one of the usual names. */
function branchNames(
  rules: readonly YamlValue[],
  variables: ReadonlyMap<string, string>,
): string[] {
  const text = rules.flatMap(rule => [
    textAt(rule, 'if') ?? '',
    ...textsOf(rule),
    ...textsOf(at(rule, 'refs')),
  ]);
  const names = text.flatMap(part => [
    ...[...part.slice(0, 4096).matchAll(/["']([^"'\s$]{1,200})["']/g)].map(match => match[1]!),
    ...(/^[\w./-]{1,200}$/.test(part) ? [part] : []),
  ]);
  return [...new Set([...names, defaultBranch(variables)])].slice(0, 20);
}

function defaultBranch(variables: ReadonlyMap<string, string>): string {
  return variables.get('CI_DEFAULT_BRANCH') ?? 'main';
}

function valueOf(name: string, run: Run, variables: ReadonlyMap<string, string>): Value {
  const { kind } = run.trigger;
  const branch = run.branch ?? anyOtherText;
  switch (name) {
    case 'CI_PIPELINE_SOURCE':
      return run.trigger.event;
    case 'CI_COMMIT_BRANCH':
      if (run.kind === 'branch') return branch;
      return kind === 'schedule' || kind === 'dispatch' ? anyText : null;
    case 'CI_COMMIT_TAG':
      return run.kind === 'tag' ? anyText : null;
    case 'CI_COMMIT_REF_NAME':
      return run.kind === 'branch' ? branch : anyText;
    case 'CI_DEFAULT_BRANCH':
      return defaultBranch(variables);
    default: {
      if (name.startsWith('CI_MERGE_REQUEST_')) {
        return kind === 'pull-request' ? anyText : null;
      }
      const value = name.startsWith('CI_') ? undefined : variables.get(name);
      return value?.includes('$') ? undefined : value;
    }
  }
}

/** `only` and `except` in their forms: a list of refs, or a map with `refs`. */
function matchesOnly(
  run: Run,
  only: YamlValue | undefined,
  except: YamlValue | undefined,
  variables: ReadonlyMap<string, string>,
): boolean | undefined {
  const refs = (value: YamlValue | undefined) =>
    textsOf(value?.entries ? at(value, 'refs') : value);
  const wanted = refs(only);
  const refused = refs(except);
  // Without `only` a job runs for branches and tags.
  const included = wanted.length > 0 ? any(wanted, run) : run.trigger.kind !== 'pull-request';
  const conditions = textsOf(at(only, 'variables'));
  const holds = conditions.map(text => {
    const expression = parseCondition(text);
    return (
      expression && truth(evaluateExpression(expression, name => valueOf(name, run, variables)))
    );
  });
  if (conditions.length > 0 && holds.every(value => value === false)) {
    return false;
  }
  const excluded = refused.length > 0 && !at(except, 'changes') ? any(refused, run) : false;
  return excluded === true ? false : included;
}

const keywords: Readonly<Record<string, (run: Run) => boolean>> = {
  branches: run => run.kind === 'branch' || run.trigger.kind === 'schedule',
  tags: run => run.kind === 'tag',
  merge_requests: run => run.trigger.kind === 'pull-request',
  schedules: run => run.trigger.kind === 'schedule',
  web: run => run.trigger.kind === 'manual',
  pushes: run => run.trigger.kind === 'push',
  triggers: run => run.trigger.kind === 'dispatch',
  pipelines: run => run.trigger.kind === 'dispatch',
  api: run => run.trigger.kind === 'dispatch',
  external: () => false,
};

function any(refs: readonly string[], run: Run): boolean | undefined {
  const results = refs.map(text => {
    const keyword = keywords[text];
    if (keyword) {
      return keyword(run);
    }
    if (run.trigger.kind === 'pull-request') {
      return false;
    }
    if (text.startsWith('/')) {
      return run.kind === 'none' ? false : undefined;
    }
    if (run.kind === 'branch') return run.branch === text;
    return run.kind === 'none' ? undefined : false;
  });
  if (results.includes(true)) {
    return true;
  }
  return results.includes(undefined) ? undefined : false;
}
