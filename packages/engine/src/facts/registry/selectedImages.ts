import { defineFact } from '../../contract/fact';
import { absent, Observation, present } from '../../contract/observation';
import { RegistryImage, RegistryRepository } from '../../contract/registryEvidence';
import { registrySnapshot } from './registrySnapshot';
import { selectImages } from './selectImages';

/** One image that is judged. @public */
export interface SelectedImage {
  readonly repository: RegistryRepository;
  readonly image: RegistryImage;
  /** Repository with the tag, or with the digest of an image without tag. */
  readonly name: string;
}

/** The images of one repository that are judged; absent when it holds none. @public */
export interface RepositorySelection {
  readonly repository: RegistryRepository;
  readonly images: Observation<readonly SelectedImage[]>;
}

/** @public */
export const selectedImages = defineFact<readonly RepositorySelection[]>({
  id: 'selected-images',
  description: 'The image of each repository that runs, or was released last.',
  derive: ({ evidence, organisation }, read): Observation<readonly RepositorySelection[]> => {
    const snapshot = read(registrySnapshot);
    if (snapshot.status !== 'present') return snapshot;
    const { runtime } = evidence;
    const running = (runtime?.status === 'present' ? runtime.value.digests : undefined) ?? [];
    const { releaseTagPattern } = organisation;
    return present(
      snapshot.value.repositories.map(repository => {
        if (repository.images.status !== 'present')
          return { repository, images: repository.images };
        const images = selectImages({
          images: repository.images.value,
          running,
          releaseTagPattern,
        });
        return {
          repository,
          images:
            images.length === 0
              ? absent()
              : present(
                  images.map(image => ({ repository, image, name: nameOf(repository, image) })),
                ),
        };
      }),
    );
  },
});

function nameOf(repository: RegistryRepository, { tags, digest }: RegistryImage): string {
  const [tag] = tags;
  return tag === undefined
    ? `${repository.name}@${digest.slice(0, 19)}…`
    : `${repository.name}:${tag}`;
}
