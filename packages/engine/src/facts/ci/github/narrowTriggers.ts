import { Trigger } from '../model/pipeline';
import { matchesRefPatterns } from '../model/refPatterns';
import {
  anyOtherText,
  anyText,
  evaluateExpression,
  evaluateText,
  Names,
  truth,
  Value,
} from './evaluateExpression';
import { parseExpression } from './expression';

/** One kind of run: an event with the branch or tag it is for, as far as a condition needs to know it. */
export interface Run {
  readonly trigger: Trigger;
  /** Name of the branch, or `undefined` for any other branch. */
  readonly branch?: string;
  readonly kind: 'branch' | 'tag' | 'none';
}

/** Values that do not depend on the event: env, inputs, matrix. */
export type KnownNames = (name: string) => string | undefined;

const namesLimit = 20;
const envDepth = 3;

/**
 * The triggers that no condition excludes. A push is narrowed to the branches or tags for which the conditions can hold;
 * what a condition does not say clearly keeps the trigger.
 */
export function narrowTriggers(
  triggers: readonly Trigger[],
  conditions: readonly string[],
  known: KnownNames = () => undefined,
): Trigger[] {
  const branches = branchNames(conditions, known);
  if (conditions.length === 0 || branches.length > namesLimit) {
    return [...triggers];
  }
  return triggers.flatMap(trigger => {
    const runs = listRuns(trigger, branches);
    const kept = runs.filter(run => conditions.every(text => holds(text, run, known) !== false));
    return joinRuns(trigger, runs, kept);
  });
}

/** Triggers for which an input such as `push` is not known to be false. */
export function triggersWhereTrue(
  triggers: readonly Trigger[],
  text: string,
  known: KnownNames = () => undefined,
): Trigger[] {
  const branches = branchNames([text], known);
  if (branches.length > namesLimit) {
    return [...triggers];
  }
  return triggers.flatMap(trigger => {
    const runs = listRuns(trigger, branches);
    const kept = runs.filter(run => {
      const value = evaluateText(text, namesOf(run, known));
      return (
        value === undefined ||
        String(value ?? '')
          .trim()
          .toLowerCase() === 'true'
      );
    });
    return joinRuns(trigger, runs, kept);
  });
}

function holds(text: string, run: Run, known: KnownNames): boolean | undefined {
  const names = namesOf(run, known);
  if (!text.includes('${{')) {
    const expression = parseExpression(text);
    return expression && truth(evaluateExpression(expression, names));
  }
  return truth(evaluateText(text, names));
}

/** Branches that conditions name, those in environment variables they refer to included. */
function branchNames(conditions: readonly string[], known: KnownNames): string[] {
  const found = new Set<string>();
  for (const condition of conditions) {
    const referred = [...condition.slice(0, 4096).matchAll(/\b(?:env|inputs)\.[\w-]+/g)];
    const texts = [condition, ...referred.slice(0, namesLimit).map(([name]) => known(name) ?? '')];
    for (const text of texts) {
      for (const [, name] of text.slice(0, 4096).matchAll(/'([^'\s{}]{1,200})'/g)) {
        found.add(name!.replace(/^refs\/heads\//, ''));
      }
      if (text.includes('default_branch')) {
        ['main', 'master'].forEach(name => found.add(name));
      }
    }
  }
  return [...found];
}

export function listRuns(trigger: Trigger, branches: readonly string[]): Run[] {
  if (trigger.kind !== 'push' && trigger.kind !== 'manual') {
    return [{ trigger, kind: 'none' }];
  }
  const runs: Run[] = [];
  if (trigger.branches?.length !== 0) {
    const literal = (trigger.branches ?? []).filter(pattern => !/[*?!+[\]]/.test(pattern));
    const names = [...new Set([...literal.slice(0, namesLimit), ...branches])].filter(
      name => !trigger.branches || matchesRefPatterns(name, trigger.branches),
    );
    runs.push(...names.map((branch): Run => ({ trigger, branch, kind: 'branch' })));
    const onlyThese = trigger.branches?.every(pattern => names.includes(pattern)) ?? false;
    if (!onlyThese) {
      runs.push({ trigger, kind: 'branch' });
    }
  }
  return trigger.tags?.length === 0 ? runs : [...runs, { trigger, kind: 'tag' }];
}

/** The trigger for the runs that are left. */
export function joinRuns(trigger: Trigger, all: readonly Run[], kept: readonly Run[]): Trigger[] {
  if (kept.length === all.length || kept.length === 0) {
    return kept.length === 0 ? [] : [trigger];
  }
  const branchRuns = kept.filter(run => run.kind === 'branch');
  const others = branchRuns.some(run => run.branch === undefined);
  const left = all.filter(run => run.kind === 'branch' && !kept.includes(run));
  const named = branchRuns.flatMap(run => run.branch ?? []);
  const lost = left.flatMap(run => (run.branch === undefined ? [] : [`!${run.branch}`]));
  const without = lost.length > 0 ? [...(trigger.branches ?? ['**']), ...lost] : trigger.branches;
  const branches = others || left.length === 0 ? without : named;
  const tags = kept.some(run => run.kind === 'tag') ? trigger.tags : [];
  return [{ ...trigger, branches: branchRuns.length === 0 ? [] : branches, tags }];
}

const usualDefault = /^(main|master|trunk|default)$/;

/** Of the branches a trigger names, the usual names of a default branch are it; else the first. */
function isDefaultBranch(branch: string, { branches = [] }: Trigger): boolean {
  const literal = branches.filter(pattern => !/[*?!]/.test(pattern));
  return literal.length === 0 || literal.some(name => usualDefault.test(name))
    ? usualDefault.test(branch)
    : branch === literal[0];
}

function namesOf(run: Run, known: KnownNames): Names {
  const names = (name: string, depth: number): Value => {
    const lower = name.toLowerCase();
    const value = known(name);
    if (value !== undefined) {
      if (depth > envDepth) {
        return undefined;
      }
      const inner = evaluateText(value, other => names(other, depth + 1));
      if (lower.startsWith('inputs.') && /^(true|false)$/.test(String(inner))) {
        return String(inner) === 'true';
      }
      // The environment holds text only.
      return lower.startsWith('env.') && inner !== undefined ? String(inner ?? '') : inner;
    }
    return lower.startsWith('github.') ? githubValue(lower.slice(7), run) : undefined;
  };
  return name => names(name, 0);
}

function githubValue(name: string, run: Run): Value {
  const { trigger, branch, kind } = run;
  const isPull = trigger.kind === 'pull-request' || trigger.kind === 'pull-request-target';
  const ref = refOf(run);
  switch (name) {
    case 'event_name':
      return trigger.event;
    case 'ref':
      return ref;
    case 'ref_name':
      // No tag is named like a branch.
      return kind === 'tag' ? anyOtherText : ref?.replace(/^refs\/(heads|tags|pull)\//, '');
    case 'ref_type':
      return ref && (ref.startsWith('refs/tags/') ? 'tag' : 'branch');
    case 'head_ref':
    case 'base_ref':
      if (isPull) return anyText;
      return trigger.kind === 'call' || trigger.kind === 'other' ? undefined : '';
    case 'event.repository.default_branch':
      return branch !== undefined && isDefaultBranch(branch, trigger) ? branch : 'main';
    default:
      return eventValue(name, trigger);
  }
}

function refOf({ trigger, branch, kind }: Run): string | undefined {
  if (kind === 'branch') {
    return `refs/heads/${branch ?? anyOtherText}`;
  }
  if (kind === 'tag') {
    return `refs/tags/${anyText}`;
  }
  switch (trigger.kind) {
    case 'pull-request':
      return `refs/pull/${anyText}`;
    case 'release':
      return `refs/tags/${anyText}`;
    case 'schedule':
    case 'workflow-run':
    case 'pull-request-target':
    case 'dispatch':
      return `refs/heads/${anyText}`;
    default:
      return undefined;
  }
}

/** Parts of the event that other events do not have are null. */
function eventValue(name: string, { kind }: Trigger): Value {
  if (kind === 'call' || kind === 'other') {
    return undefined;
  }
  const isPull = kind === 'pull-request' || kind === 'pull-request-target';
  if (/^event\.pull_request(\.|$)/.test(name)) {
    if (!isPull) return null;
    return name === 'event.pull_request' ? 'object' : undefined;
  }
  if (/^event\.workflow_run\./.test(name)) {
    return kind === 'workflow-run' ? undefined : null;
  }
  if (/^event\.release(\.|$)/.test(name)) {
    return kind === 'release' ? undefined : null;
  }
  return undefined;
}
