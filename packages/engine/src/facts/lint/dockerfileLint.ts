import { defineFact } from '../../contract/fact';
import { absent, Observation, present, unavailable } from '../../contract/observation';
import { imageUnits } from '../image/imageUnits';
import { repositoryTree } from '../repository/repositoryTree';
import { findLintConfig } from './lintConfig';
import { lintDockerfile } from './lintDockerfile';
import { LintFinding } from './lintFinding';

/**
 * What the built-in lint says of one Dockerfile.
 *
 * @public
 */
export interface DockerfileLint {
  readonly path: string;
  readonly errors: Observation<readonly LintFinding[]>;
}

/** @public */
export const dockerfileLint = defineFact<readonly DockerfileLint[]>({
  id: 'dockerfile-lint',
  description: 'Errors of the Dockerfiles of the images, by the error-level rules of hadolint.',
  derive: (_input, read) => {
    const units = read(imageUnits);
    const tree = read(repositoryTree);
    if (units.status !== 'present') return units;
    if (tree.status !== 'present') return absent();
    const paths = [...new Set(units.value.map(unit => unit.path))];
    return present(
      paths.map(path => {
        const text = tree.value.read(path);
        const errors =
          text.status === 'present'
            ? lintDockerfile(path, text.value, findLintConfig(tree.value, path))
            : unavailable<readonly LintFinding[]>(
                text.status === 'unavailable' ? text.code : 'evidence-conflict',
                text.status === 'unavailable' ? text.reason : `${path} does not exist.`,
              );
        return { path, errors };
      }),
    );
  },
});
