import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { entitySettings } from '../repository/entitySettings';

/** Which repository is the entity's own. @public */
export interface OwnSource {
  /** Whether a URL or name is that of the entity's repository; `undefined` when it is not known which that is. */
  isOwn(repository: string): boolean | undefined;
}

/** @public */
export const ownSource = defineFact<OwnSource>({
  id: 'own-source',
  description: 'The repository of the entity on its Git host.',
  derive: ({ evidence }, read) => {
    const settings = read(entitySettings);
    const slug = settings.status === 'present' ? settings.value.projectSlug : undefined;
    const location =
      evidence.repository.status === 'present' ? evidence.repository.value.location : undefined;
    const isUrl = location !== undefined && /^https?:\/\//.test(location);
    return present({
      isOwn: (repository: string) => {
        const named = pathOf(repository);
        if (slug !== undefined) return endsWithPath(named, pathOf(slug));
        return isUrl ? startsWithPath(pathOf(location), named) : undefined;
      },
    });
  },
});

/** `git+https://github.com/Org/App.git@refs/heads/main` becomes `github.com/org/app`. */
function pathOf(repository: string): string {
  return repository
    .slice(0, 2000)
    .toLowerCase()
    .replace(/^git\+/, '')
    .replace(/^(?:https?|ssh|git):\/\/(?:[^/@]*@)?/, '')
    .replace(/^git@([^:/]+):/, '$1/')
    .replace(/[@#?].*/s, '')
    .replace(/(?<!\/)\/+$/, '')
    .replace(/\.git$/, '');
}

function endsWithPath(path: string, ending: string): boolean {
  return path === ending || path.endsWith(`/${ending}`);
}

/** The location may lead to a folder or branch of the repository. */
function startsWithPath(location: string, repository: string): boolean {
  return location === repository || location.startsWith(`${repository}/`);
}
