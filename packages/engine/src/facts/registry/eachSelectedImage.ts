import { UnitJudgement } from '../../contract/check';
import { Observation, ReasonCode } from '../../contract/observation';
import { Judgement } from '../../contract/verdict';
import { EntitySettings } from '../repository/entitySettings';
import { RepositorySelection, SelectedImage } from './selectedImages';

/** Why the registry says nothing. @public */
export interface NoRegistry {
  readonly code: ReasonCode;
  readonly reason: string;
}

/** The unit of judgements that are about no repository of images in particular. */
const wholeRepository = 'repository';

/**
 * Judges the selected images of every image repository. Without readable registry evidence `without` decides, for
 * example from the pipelines; an entity that is marked as not released has no image (lens notes A4).
 *
 * @public
 */
export function eachSelectedImage(options: {
  readonly selected: Observation<readonly RepositorySelection[]>;
  readonly settings: EntitySettings;
  readonly judge: (image: SelectedImage) => Judgement;
  readonly without?: (why: NoRegistry) => Judgement;
}): UnitJudgement[] {
  const { selected, settings, judge, without = unknown } = options;
  if (isUnreleased(settings)) {
    const reason = 'The entity is marked as not released, so there is no image to judge.';
    return [{ unit: wholeRepository, judgement: { verdict: 'not-applicable', reason } }];
  }
  if (selected.status !== 'present') {
    const why: NoRegistry =
      selected.status === 'unavailable'
        ? selected
        : { code: 'no-source-configured', reason: 'No registry was asked about the images.' };
    return [{ unit: wholeRepository, judgement: without(why) }];
  }
  return selected.value.flatMap(({ repository, images }): UnitJudgement[] => {
    const unit = repository.name;
    if (images.status === 'unavailable') return [{ unit, judgement: without(images) }];
    if (images.status === 'absent') {
      const reason = `${repository.name} holds no image yet.`;
      return [{ unit, judgement: { verdict: 'not-applicable', reason } }];
    }
    return images.value.map(image => ({ unit: image.name, judgement: judge(image) }));
  });
}

/** Annotation `container-lens/released: "false"`. @public */
export function isUnreleased(settings: EntitySettings): boolean {
  return settings.get('released') === 'false';
}

function unknown({ code, reason }: NoRegistry): Judgement {
  return { verdict: 'unknown', code, reason };
}
