import { Evidence, Subject } from '../contract/evidence';
import { ImageUnit } from '../facts/image/imageUnit';
import { OrganisationDocument } from '../organisation/organisation';
import { editLines } from './editLines';
import { AppliedFix, FileChange, Fix, FixContext, FixPlan, FixProposal, OpenFix } from './fix';
import { fixes } from './fixes';
import { ranks, RepairState } from './repairState';

/** @public */
export interface PlanFixesOptions {
  readonly subject: Subject;
  readonly evidence: Evidence;
  readonly organisation?: OrganisationDocument;
  /** Ids of checks; every check that can be mended when not set. */
  readonly checks?: readonly string[];
  readonly now?: Date;
}

/**
 * Plans what can be mended safely without a person: nothing is written. Each change is judged by its own check, and one
 * that does not make the verdict better, or makes another worse, is left out. What is planned is complete: planning for
 * the mended files plans nothing more.
 *
 * @public
 */
export function planFixes(options: PlanFixesOptions): FixPlan {
  const wanted = fixes.filter(({ check }) => options.checks?.includes(check) ?? true);
  let state = RepairState.create(options, options.evidence);
  const applied: AppliedFix[] = [];
  const open: OpenFix[] = [];
  const originals = new Map<string, string | undefined>();
  for (const fix of wanted) {
    for (const name of state.units().map(unit => unit.name)) {
      const unit = state.units().find(candidate => candidate.name === name);
      const outcome = unit && tryFix({ fix, unit, state });
      if (!outcome) continue;
      if ('reason' in outcome) {
        open.push({ check: fix.check, unit: name, reason: outcome.reason });
        continue;
      }
      if (!originals.has(outcome.path)) originals.set(outcome.path, state.textOf(outcome.path));
      state = outcome.state;
      applied.push({ check: fix.check, unit: name, summary: outcome.summary });
    }
  }
  const changes = [...originals].flatMap(([path, before]): FileChange[] => {
    const after = state.textOf(path) ?? '';
    return after === before ? [] : [{ path, before, after }];
  });
  return { changes: changes.sort((a, b) => (a.path < b.path ? -1 : 1)), applied, open };
}

type Outcome =
  | { readonly state: RepairState; readonly path: string; readonly summary: string }
  | { readonly reason: string };

function tryFix(options: {
  readonly fix: Fix;
  readonly unit: ImageUnit;
  readonly state: RepairState;
}): Outcome | undefined {
  const { fix, unit, state } = options;
  const before = state.judge(fix.check, unit.name);
  const isWrong = before === 'fail' || before === 'warn';
  if (!isWrong && !fix.always) return undefined;
  const context = state.contextOf(unit);
  const proposal = context && fix.propose(context);
  if (!context || !proposal) return undefined;
  if (proposal.kind === 'by-hand') return isWrong ? { reason: proposal.reason } : undefined;
  const { path, text } = changed(proposal, context, state);
  if (text === state.textOf(path)) return undefined;
  const next = state.with(path, text);
  const after = next.judge(fix.check, unit.name);
  const isBetter = ranks.indexOf(after) > ranks.indexOf(before) || (!isWrong && after === before);
  if (!isBetter || state.worse(next)) {
    return isWrong
      ? { reason: 'The change that is safe to make does not settle it; see how to fix it.' }
      : undefined;
  }
  return { state: next, path, summary: proposal.summary };
}

function changed(
  proposal: Exclude<FixProposal, { kind: 'by-hand' }>,
  { unit }: FixContext,
  state: RepairState,
): { path: string; text: string } {
  return proposal.kind === 'file'
    ? { path: proposal.path, text: proposal.text }
    : { path: unit.path, text: editLines(state.textOf(unit.path) ?? '', proposal.edits) };
}
