import { Finding } from '../../contract/verdict';
import { CiModel } from '../ci/model/pipeline';
import { searchSteps, toFinding } from './pipelineSteps';

/** Scheduled jobs that delete old images. @public */
export interface Cleanups {
  /** Of tagged and of untagged images. */
  readonly complete: readonly Finding[];
  /** Of some of them, or it cannot be seen of which. */
  readonly partial: readonly Finding[];
}

/** @public */
export function findCleanups(ci: CiModel): Cleanups {
  const complete = 'A scheduled job deletes old tagged and untagged images.';
  const partial = 'A scheduled job deletes images; whether tagged and untagged ones is not clear.';
  const found = searchSteps(ci, {
    action: (name, { step: { inputs } }) => {
      if (name === 'dataaxiom/ghcr-cleanup-action') {
        const untagged = inputs.get('delete-untagged') === 'true' || inputs.has('keep-n-untagged');
        const tagged =
          inputs.has('keep-n-tagged') || (inputs.has('older-than') && inputs.has('delete-tags'));
        return untagged && tagged ? complete : partial;
      }
      if (name === 'snok/container-retention-policy') {
        const both = (inputs.get('tag-selection') ?? 'both') === 'both';
        return both && inputs.has('cut-off') ? complete : partial;
      }
      if (name === 'actions/delete-package-versions') {
        const onlySome = ['delete-only-untagged-versions', 'delete-only-pre-release-versions'].some(
          input => inputs.get(input) === 'true',
        );
        const container = inputs.get('package-type') === 'container';
        if (!container) return undefined;
        return inputs.has('min-versions-to-keep') && !onlySome ? complete : partial;
      }
      return undefined;
    },
    command: ({ name, words }) => {
      const deletes =
        (name === 'aws' && words.includes('ecr') && words.includes('batch-delete-image')) ||
        ((name === 'skopeo' || name === 'crane') && words[1] === 'delete') ||
        (name === 'regctl' && words.includes('delete')) ||
        (name === 'az' && words.some(word => word.includes('acr purge'))) ||
        name === 'gcr-cleaner-cli';
      return deletes ? partial : undefined;
    },
  }).filter(({ placed }) => placed.step.triggers.some(({ kind }) => kind === 'schedule'));
  return {
    complete: found.filter(({ message }) => message === complete).map(toFinding),
    partial: found.filter(({ message }) => message === partial).map(toFinding),
  };
}
