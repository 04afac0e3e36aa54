import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { RepositoryState } from './repositoryState';
import { isReleaseTag } from './selectImages';

/** Tags that stand for releases. @public */
export interface ReleaseTags {
  /** Those that the registry lists for the repository; `undefined` when they cannot be listed. */
  of(state: RepositoryState): readonly string[] | undefined;
}

/** @public */
export const releaseTags = defineFact<ReleaseTags>({
  id: 'release-tags',
  description: 'Tags of image repositories that stand for releases.',
  derive: ({ organisation }) =>
    present({
      of: ({ images }: RepositoryState) =>
        images?.flatMap(({ tags }) =>
          tags.filter(tag => isReleaseTag(tag, organisation.releaseTagPattern)),
        ),
    }),
});
