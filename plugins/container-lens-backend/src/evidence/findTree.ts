import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { findRepository } from './findRepository';

const refPattern = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/;
/** Gitea wants a branch in every address; a fork of the question would be a second API. */
const usualBranches = ['main', 'master'];

/**
 * The addresses under which the URL reader may find the tree of a repository, in the order to try. Only hosts that the portal
 * has an integration for.
 *
 * @throws InputError for any other address.
 */
export function findTree(options: {
  readonly repoUrl: string;
  readonly ref?: string;
  readonly integrations: ScmIntegrationRegistry;
}): { readonly name: string; readonly urls: readonly string[] } {
  const { ref } = options;
  const { host, root, owner, name: repo, branch } = findRepository(options);
  const wanted = ref || branch;
  if (wanted !== undefined && (!refPattern.test(wanted) || wanted.includes('..'))) {
    throw new InputError(`'${wanted.slice(0, 100)}' is not the name of a branch.`);
  }
  const web = `${root}/${owner}/${repo}`;
  if (host === 'gitea') {
    const refs = wanted === undefined ? usualBranches : [wanted];
    return { name: repo, urls: refs.map(one => `${web}/src/branch/${one}`) };
  }
  const tree = host === 'gitlab' ? '/-/tree/' : '/tree/';
  return { name: repo, urls: [wanted === undefined ? web : `${web}${tree}${wanted}`] };
}
