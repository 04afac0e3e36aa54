import { defineCheck } from '../../contract/check';
import { observed, optional } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { ImageUnit } from '../../facts/image/imageUnit';
import { imageUnits } from '../../facts/image/imageUnits';
import { eachSelectedImage } from '../../facts/registry/eachSelectedImage';
import { ParentUses, parentUses } from '../../facts/registry/parentUse';
import { SelectedImage, selectedImages } from '../../facts/registry/selectedImages';
import { entitySettings } from '../../facts/repository/entitySettings';

/** The image is built on a current parent. */
export const perfParentFresh = defineCheck({
  id: 'perf-parent-fresh',
  needs: {
    settings: entitySettings,
    selected: observed(selectedImages),
    parents: parentUses,
    units: optional(imageUnits),
  },
  judge: ({ settings, selected, parents, units = [] }) => {
    const lifecycle = settings.get('lifecycle');
    if (lifecycle === 'deprecated' || lifecycle === 'archived') {
      const reason = `The lifecycle of the entity is ${lifecycle}.`;
      return [{ unit: 'repository', judgement: { verdict: 'not-applicable', reason } }];
    }
    const isScratch = ({ dockerfile }: ImageUnit) =>
      dockerfile.status === 'present' && dockerfile.value.parent.kind === 'scratch';
    if (selected.status !== 'present' && units.length > 0 && units.every(isScratch)) {
      const reason = 'The image has no parent (FROM scratch).';
      return [{ unit: 'repository', judgement: { verdict: 'not-applicable', reason } }];
    }
    return eachSelectedImage({ selected, settings, judge: image => judgeParent(image, parents) });
  },
});

function judgeParent(selected: SelectedImage, parents: ParentUses): Judgement {
  const { image, name } = selected;
  const use = parents.of(selected);
  if (use.kind === 'scratch') {
    return { verdict: 'not-applicable', reason: `${name} has no parent.` };
  }
  if (use.kind === 'no-digest') {
    if (image.pushedAt === undefined) {
      const reason = `Neither the parent of ${name} nor the day it was pushed is known.`;
      return { verdict: 'unknown', code: 'no-source-configured', reason };
    }
    const days = parents.daysSince(image.pushedAt);
    const message = `${name} does not say which parent it was built on; it was pushed ${days} days ago.`;
    return grade(message, {
      days,
      pass: parents.limit('age_pass_days'),
      fail: parents.limit('age_fail_days'),
    });
  }
  const { digest, state } = use;
  if (!state) {
    const reason = `What the tag of the parent of ${name} means today was not read.`;
    return { verdict: 'unknown', code: 'no-source-configured', reason };
  }
  if (state.digests.at(-1)?.digest === digest) {
    const message = `${name} is built on what ${state.reference} means today.`;
    return { verdict: 'pass', reason: message, evidence: [{ message }] };
  }
  const position = state.digests.findIndex(entry => entry.digest === digest);
  // Where the digest is older than the history, the first known newer one counts.
  const newer = state.digests[position + 1] ?? state.digests.at(-1)!;
  const days = parents.daysSince(newer.availableSince);
  return grade(`A newer ${state.reference} than that of ${name} has been there for ${days} days.`, {
    days,
    pass: parents.limit('lag_pass_days'),
    fail: parents.limit('lag_fail_days'),
  });
}

function grade(
  message: string,
  { days, pass, fail }: { readonly days: number; readonly pass: number; readonly fail: number },
): Judgement {
  if (days <= pass) return { verdict: 'pass', reason: message, evidence: [{ message }] };
  return { verdict: days <= fail ? 'warn' : 'fail', reason: message, findings: [{ message }] };
}
