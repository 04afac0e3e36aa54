import { createFactReader } from '../assess/createFactReader';
import { Evidence, Subject } from '../contract/evidence';
import { Observation, present } from '../contract/observation';
import { pipelines } from '../facts/ci/pipelines';
import { DeploymentFact } from '../facts/deployment/ownContainer';
import { deployment } from '../facts/deployment/deployment';
import { ResolvedDockerfile } from '../facts/dockerfile/resolvedDockerfile';
import { ImageConfig, ImageHealthcheck, StartCommand } from '../facts/image/imageConfig';
import { imageConfigs } from '../facts/image/imageConfigs';
import { imageUnits } from '../facts/image/imageUnits';
import { dockerfileLint } from '../facts/lint/dockerfileLint';
import { updateBots } from '../facts/updateBot/updateBots';
import { defaultOrganisation, OrganisationDocument } from '../organisation/organisation';

/** A place in a repository, counted from line 1. @public */
export interface DescribedPlace {
  readonly path: string;
  readonly line?: number;
}

/**
 * One image that a repository builds.
 *
 * @public
 */
export interface DescribedImage {
  /** Path of the Dockerfile. */
  readonly path: string;
  /** Folder that is sent to the builder; undefined where that cannot be told. */
  readonly context?: string;
  /** The image it inherits from; undefined for `scratch` and for what cannot be resolved. */
  readonly parent?: {
    /** As written, variables resolved. */
    readonly text: string;
    readonly host: string;
    readonly path: string;
    readonly tag?: string;
    readonly digest?: string;
    readonly line: number;
  };
  readonly stages: number;
  /** RUN instructions of the stage that ships. */
  readonly shippedRuns: number;
  readonly ports: readonly { readonly port: number; readonly line: number }[];
  readonly healthcheck: ImageHealthcheck;
  /** The words that start it: ENTRYPOINT and CMD. */
  readonly start: readonly StartCommand[];
  /** What hadolint calls an error, by the rules the lens knows. */
  readonly lintErrors: readonly { readonly rule: string; readonly line: number }[];
}

/**
 * What a repository is made of, for programs that want to work on it.
 *
 * @public
 */
export interface RepositoryDescription {
  readonly images: Observation<readonly DescribedImage[]>;
  readonly deployments: readonly (DescribedPlace & { readonly platform: string })[];
  readonly pipelines: readonly (DescribedPlace & { readonly system: string })[];
  readonly updateBots: readonly (DescribedPlace & { readonly name: string })[];
}

/**
 * Reads the images, descriptors, pipelines and bots of a repository with the facts that the checks judge by.
 *
 * @public
 */
export function describeRepository(options: {
  readonly subject: Subject;
  readonly evidence: Evidence;
  readonly organisation?: OrganisationDocument;
  readonly now?: Date;
}): RepositoryDescription {
  const { subject, evidence, organisation = defaultOrganisation, now = new Date() } = options;
  const read = createFactReader({ subject, evidence, organisation, now }, () => {});
  const configs = read(imageConfigs);
  const lint = read(dockerfileLint);
  const units = read(imageUnits);
  const deployed = read(deployment);
  const ci = read(pipelines);
  const bots = read(updateBots);
  return {
    images:
      units.status === 'present'
        ? present(
            units.value.flatMap(({ name, path, dockerfile, context }) => {
              if (dockerfile.status !== 'present') return [];
              const found = lint.status === 'present' ? lint.value : [];
              const errors = found.find(entry => entry.path === path)?.errors;
              return [
                {
                  path,
                  ...(context.kind === 'folder' ? { context: context.path } : {}),
                  ...describeDockerfile(dockerfile.value),
                  ...describeConfig(
                    configs.status === 'present'
                      ? configs.value.find(({ unit }) => unit === name)
                      : undefined,
                  ),
                  lintErrors: errors?.status === 'present' ? errors.value : [],
                },
              ];
            }),
          )
        : units,
    deployments: deployed.status === 'present' ? placesOf(deployed.value) : [],
    pipelines:
      ci.status === 'present'
        ? [...ci.value.pipelines, ...ci.value.unread].map(({ system, path }) => ({ system, path }))
        : [],
    updateBots:
      bots.status === 'present'
        ? [
            ...bots.value.bots.map(({ name, path }) => ({ name, path })),
            ...bots.value.unread.map(({ path }) => ({ name: 'unread', path })),
          ]
        : [],
  };
}

function describeDockerfile(dockerfile: ResolvedDockerfile) {
  const { parent, parentLine, finalChain, stages } = dockerfile;
  const steps = finalChain.flatMap(stage => stage.steps);
  return {
    ...(parent.kind === 'image' ? { parent: { ...parent.image, line: parentLine } } : {}),
    stages: stages.length,
    shippedRuns: steps.filter(({ keyword }) => keyword === 'RUN').length,
    ports: steps
      .filter(({ keyword }) => keyword === 'EXPOSE')
      .flatMap(step => step.instruction.body.split(/\s+/).map(word => ({ word, step })))
      .flatMap(({ word, step }) => {
        const text = /^\$\{?(\w+)\}?$/.exec(word)?.[1];
        const value = text === undefined ? undefined : step.variable(text);
        const port = /^(\d{1,5})(\/tcp)?$/i.exec(
          value?.resolved === true ? (value.value ?? '') : word,
        )?.[1];
        return port === undefined ? [] : [{ port: Number(port), line: step.line }];
      }),
  };
}

function describeConfig(config: ImageConfig | undefined) {
  const commands = config ? [config.entrypoint, config.cmd] : [];
  return {
    healthcheck: config?.healthcheck ?? {
      state: 'unknown' as const,
      reason: 'The Dockerfile could not be read as far as its health check.',
    },
    start: commands.flatMap(command => (command.resolved && command.value ? [command.value] : [])),
  };
}

function placesOf(fact: DeploymentFact): (DescribedPlace & { platform: string })[] {
  return [
    ...fact.workloads.map(({ platform, path, line }) => ({ platform, path, line })),
    ...fact.unread.map(({ platform, path }) => ({ platform, path })),
  ];
}
