import { InputError } from '@backstage/errors';
import {
  GoldenPathConfig,
  OverlayLibrary,
  RenderedFile,
  renderSkeleton,
  resolveValues,
} from '@container-lens/golden-path';

/** The kinds of Git hosts whose pipelines prove who they are to AWS, and what the template calls the repository. */
const hosts: Readonly<Record<string, { overlay: string; file: string; parameter: string }>> = {
  github: {
    overlay: 'ci/github',
    file: 'infra/github-oidc-roles.yaml',
    parameter: 'GitHubRepository',
  },
  gitlab: {
    overlay: 'ci/gitlab',
    file: 'infra/gitlab-oidc-roles.yaml',
    parameter: 'GitLabProject',
  },
};

/** The roles of a pipeline as CloudFormation. */
export interface PipelineRoles {
  readonly file: RenderedFile;
  /** Parameter of the template that takes owner and name of the repository. */
  readonly parameter: string;
}

/**
 * Renders the roles that the overlay of the pipeline brings, so that a service that exists gets the same as a new one.
 *
 * @throws InputError for a Git host without such roles, or an environment that is not configured.
 */
export async function renderPipelineRoles(options: {
  library: OverlayLibrary;
  config: GoldenPathConfig;
  /** Kind of the Git host. */
  scm: string;
  /** Of the service. */
  name: string;
  environments: readonly string[];
}): Promise<PipelineRoles> {
  const { config, scm, name } = options;
  const host = hosts[scm];
  if (!host) {
    throw new InputError(
      `There are no pipeline roles for the Git host '${scm || 'unknown'}', only for ${Object.keys(hosts).join(' and ')}.`,
    );
  }
  const known = config.environments.map(environment => environment.name);
  const unknown = options.environments.filter(environment => !known.includes(environment));
  if (unknown.length > 0) {
    throw new InputError(
      `There is no environment '${unknown[0]}'. containerLens.goldenPath.environments has ${known.join(', ')}.`,
    );
  }
  // Overlays come in whole compositions. The roles read neither language nor target, so which these are does not matter.
  const language = 'node';
  const target = 'helm';
  const { service, values } = resolveValues({
    language,
    target,
    ci: scm,
    name,
    config: {
      ...config,
      targets: { default: target, deprecated: {} },
      environments: config.environments.filter(environment =>
        options.environments.includes(environment.name),
      ),
    },
  });
  const { files } = await renderSkeleton({
    library: options.library,
    overlays: ['base', `lang/${language}`, `deploy/${target}`, host.overlay],
    values: {
      name,
      description: name,
      owner: 'group:default/owner',
      system: '',
      service,
      platform: values,
    },
    template: 'template:default/pipeline-roles',
    templateVersion: '1.0.0',
    partial: true,
  });
  const file = files.find(({ path }) => path === host.file);
  if (!file) throw new InputError(`The overlay ${host.overlay} brings no file ${host.file}.`);
  return { file, parameter: host.parameter };
}
