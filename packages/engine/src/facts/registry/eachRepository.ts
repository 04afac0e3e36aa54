import { UnitJudgement } from '../../contract/check';
import { Observation } from '../../contract/observation';
import { Judgement } from '../../contract/verdict';
import { EntitySettings } from '../repository/entitySettings';
import { isUnreleased, NoRegistry } from './eachSelectedImage';
import { RepositorySetup } from './repositorySettings';
import { RepositoryState } from './repositoryState';

/**
 * Judges the set-up of every image repository. Where neither the registry nor infrastructure code says anything,
 * `without` decides. An entity that is marked as not released has no repository yet (lens notes A4).
 *
 * @public
 */
export function eachRepository(options: {
  readonly setups: Observation<readonly RepositorySetup[]>;
  readonly settings: EntitySettings;
  readonly judge: (state: RepositoryState) => Judgement;
  readonly without?: (why: NoRegistry) => Judgement;
}): UnitJudgement[] {
  const { setups, settings, judge, without = unknown } = options;
  if (isUnreleased(settings)) {
    const reason = 'The entity is marked as not released, so there is no image repository yet.';
    return [{ unit: 'repository', judgement: { verdict: 'not-applicable', reason } }];
  }
  if (setups.status !== 'present') {
    const why: NoRegistry =
      setups.status === 'unavailable'
        ? setups
        : { code: 'no-source-configured', reason: 'No registry was asked about the images.' };
    const reason = `${why.reason} The repository has no infrastructure code of its image repository either.`;
    return [{ unit: 'repository', judgement: without({ code: why.code, reason }) }];
  }
  return setups.value.map(({ name, state }) => {
    if (state.status === 'present') return { unit: name, judgement: judge(state.value) };
    if (state.status === 'unavailable') return { unit: name, judgement: without(state) };
    const reason = `The image repository ${name} does not exist yet.`;
    return { unit: name, judgement: { verdict: 'not-applicable', reason } };
  });
}

function unknown({ code, reason }: NoRegistry): Judgement {
  return { verdict: 'unknown', code, reason };
}
