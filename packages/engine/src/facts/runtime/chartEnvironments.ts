import { environmentOf, mayDescribeDeployment } from '../deployment/deploymentPaths';
import { RepositoryTree } from '../repository/repositoryTree';

/** Whether a path names an environment that is none of a single machine. @public */
export function namesEnvironment(path: string): boolean {
  return environmentOf(path.replace(/local/gi, '')) !== undefined;
}

/**
 * Whether a chart has values for environments: a values file that names one (lens notes A8), or values that a pipeline,
 * Argo CD, Flux or helmfile gives it.
 *
 * @public
 */
export function hasChartEnvironments(tree: RepositoryTree, folder: string): boolean {
  const prefix = folder === '' ? '' : `${folder}/`;
  return tree.entries.some(({ path, content }) => {
    if (/\.ya?ml$/i.test(path) && namesEnvironment(path)) {
      const relative = path.startsWith(prefix) ? path.slice(prefix.length) : path;
      const isTemplate = /^(templates|charts|crds|ci)\//.test(relative);
      const isValues = /values/i.test(path) || /(^|\/)(env|envs|environments?)\//i.test(path);
      const isObject = content.status === 'present' && /^kind\s*:/m.test(content.value);
      if (!isTemplate && isValues && !isObject && mayDescribeDeployment(path)) return true;
    }
    if (content.status !== 'present' || !/\.(ya?ml|gotmpl)$/i.test(path)) return false;
    const text = content.value;
    return (
      (/(^|\/)helmfile[^/]*\.ya?ml(\.gotmpl)?$/i.test(path) && /^environments:/m.test(text)) ||
      (/^kind:\s*["']?(Application|ApplicationSet|HelmRelease)\b/m.test(text) &&
        /^[ \t]*(valueFiles|values|valuesObject|valuesFrom|parameters):/m.test(text))
    );
  });
}
