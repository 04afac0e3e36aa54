import { ParentEntry } from '../../data/parentTable';
import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { ciBuilds } from '../ci/ciBuilds';
import { ImageReference } from '../dockerfile/imageReference';
import { entitySettings } from '../repository/entitySettings';
import { classifyHost, HostClass } from './classifyHost';
import { findParent } from './findParent';
import { readTag, TagReading } from './readTag';

/**
 * What table and organisation know of any image.
 *
 * @public
 */
export interface ParentKnowledge {
  find(image: ImageReference): ParentEntry | undefined;
  hostClass(image: ImageReference): HostClass;
  tag(image: ImageReference): TagReading;
}

/** @public */
export const parentKnowledge = defineFact<ParentKnowledge>({
  id: 'parent-knowledge',
  description: 'The parent table, the registries and the mirrors of the organisation.',
  derive: ({ organisation }, read) => {
    const settings = read(entitySettings);
    const ci = read(ciBuilds);
    const hosts = {
      privateRegistries: organisation.privateRegistries,
      trustedPublicRegistries: organisation.trustedPublicRegistries,
      projectSlug: settings.status === 'present' ? settings.value.projectSlug : undefined,
      mirrors: ci.status === 'present' ? ci.value.mirrors : new Map<string, readonly string[]>(),
    };
    const find = (image: ImageReference) => findParent(image, organisation);
    return present({
      find,
      hostClass: (image: ImageReference) => classifyHost(image, hosts),
      tag: (image: ImageReference) => readTag(image, find(image)),
    });
  },
});
