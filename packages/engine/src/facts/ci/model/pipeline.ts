import { Resolved } from '../../resolved';
import { ShellCommand } from '../../script/shellCommands';

/** @public */
export type CiSystem =
  | 'github'
  | 'gitlab'
  | 'codebuild'
  | 'codepipeline'
  | 'jenkins'
  | 'circleci'
  | 'azure'
  | 'bitbucket'
  | 'drone'
  | 'other';

/**
 * What starts a pipeline, a job or a step.
 *
 * @public
 */
export interface Trigger {
  readonly kind:
    | 'push'
    /** Pull or merge request of code that may be untrusted, with the rights of the request. */
    | 'pull-request'
    /** `pull_request_target` of GitHub: the rights of the target. */
    | 'pull-request-target'
    | 'schedule'
    | 'manual'
    | 'release'
    /** `workflow_run` of GitHub. */
    | 'workflow-run'
    /** Called by another pipeline. */
    | 'call'
    /** `repository_dispatch`, multi-project triggers. */
    | 'dispatch'
    /** A parent image was pushed: ECR source of CodePipeline, EventBridge rule. */
    | 'parent-image'
    | 'other';
  /** Name of the event as the system spells it: `pull_request`, `merge_group`. */
  readonly event?: string;
  /**
   * Branch patterns of `push` (or the target of a pull request); `undefined` for every branch, empty for none. `!x`
   * excludes; see `matchesRefPatterns`.
   */
  readonly branches?: readonly string[];
  /** Tag patterns of `push`; `undefined` for every tag, empty for none. */
  readonly tags?: readonly string[];
  /** True when a path filter narrows it. */
  readonly filtersPaths?: boolean;
  /** Names of the pipelines that `workflow-run` waits for. */
  readonly startedBy?: readonly string[];
  /** Cron expression of `schedule`. */
  readonly cron?: string;
  readonly line?: number;
}

/**
 * `permissions` of GitHub Actions: `read-all`, `write-all`, or scope to access. An empty map is an explicit "nothing".
 *
 * @public
 */
export type TokenPermissions = 'read-all' | 'write-all' | ReadonlyMap<string, string>;

/**
 * Where a job runs.
 *
 * @public
 */
export interface Runner {
  /**
   * `hosted`: by the CI service. `self-hosted`: by labels or tags that the reader cannot place; the organisation says
   * which of them are managed or ephemeral. `codebuild`: CodeBuild on demand (also as GitHub runner).
   * `codebuild-reserved`: a reserved-capacity fleet.
   */
  readonly kind: 'hosted' | 'self-hosted' | 'codebuild' | 'codebuild-reserved' | 'unknown';
  /** Labels or tags, image of a hosted runner, agent of a Jenkinsfile; resolved through a literal matrix. */
  readonly labels: readonly string[];
  /** Why it is not known. */
  readonly reason?: string;
  readonly line?: number;
}

/**
 * Something a pipeline takes from elsewhere: an action, a reusable workflow, an include, an orb, a job image.
 *
 * @public
 */
export interface CiReference {
  readonly kind: 'action' | 'reusable-workflow' | 'include' | 'orb' | 'image' | 'docker-action';
  /** As written. */
  readonly text: string;
  /** `owner/repository`, host and path of an image, URL of a remote include. */
  readonly name: string;
  /** Tag, branch, commit; of an image tag or digest. `undefined` when it has none. */
  readonly ref?: string;
  /** True when it lies in this repository (`./.github/actions/x`). */
  readonly local: boolean;
  /** True when a variable in it is not known. */
  readonly unresolved?: boolean;
  readonly path: string;
  readonly line?: number;
}

/**
 * One step of a job. Scripts of the repository that a step calls (`./ci/build.sh`, `make image`, `npm run build`) are
 * followed, so that `commands` is what runs.
 *
 * @public
 */
export interface PipelineStep {
  /** Position in the job, counted from 0 over all phases. */
  readonly index: number;
  /** `id` of a step, by which others refer to its outputs. */
  readonly id?: string;
  readonly name?: string;
  /** File and line a person would edit; the pipeline's own. */
  readonly path: string;
  readonly line?: number;
  /** `install`, `pre_build`, `build`, `post_build` of a buildspec; `before_script`, `script`, `after_script` of GitLab. */
  readonly phase?: string;
  /** The action of a step that uses one. */
  readonly uses?: CiReference;
  /** `with` of an action: raw text, expressions kept; booleans and numbers as text. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Lines of the inputs. */
  readonly inputLines?: ReadonlyMap<string, number | undefined>;
  /** The script as written. */
  readonly run?: string;
  /** Every command of the script and of repository scripts it calls, in order. */
  readonly commands: readonly CiCommand[];
  /** Environment of the step, those of job and pipeline included; raw text, expressions kept. */
  readonly env: ReadonlyMap<string, string>;
  /** `if` of a step, as written. */
  readonly condition?: string;
  /** What makes it run: triggers of the pipeline that neither the job's nor the step's condition excludes. */
  readonly triggers: readonly Trigger[];
  /** Catalogue definition `gating-step`, for the step as a whole; see `CiCommand.gating` for one command. */
  readonly gating: boolean;
}

/** @public */
export interface CiCommand extends ShellCommand {
  /** File the command stands in: the pipeline, or a script of the repository that it calls. */
  readonly path: string;
  /** False when the step is not gating, or `|| true`, `; true`, `set +e` … swallow its failure. */
  readonly gating: boolean;
  /** Folder it runs in, from the root of the repository; `undefined` when it is not known. */
  readonly folder?: string;
  /** Variables the script set before it, and its arguments (`1`, `2`, …); raw text. */
  readonly variables: ReadonlyMap<string, string>;
  /** Names of files that its output is written to, as in `>> $GITHUB_OUTPUT`. */
  readonly writesTo: readonly string[];
}

/** @public */
export interface PipelineJob {
  /** Unique in its pipeline. */
  readonly id: string;
  readonly path: string;
  readonly line?: number;
  /** Ids of the jobs of the same pipeline it waits for directly; stages of GitLab are translated. */
  readonly needs: readonly string[];
  readonly stage?: string;
  readonly runner: Runner;
  /** Environment it deploys to, with an expression kept as unresolved. */
  readonly environment?: Resolved<string>;
  /** Effective block: of the job, else of the pipeline; `undefined` when neither has one. */
  readonly permissions?: TokenPermissions;
  readonly permissionsLine?: number;
  readonly timeoutMinutes?: Resolved<number>;
  /** `concurrency` with `cancel-in-progress`, `interruptible: true`. */
  readonly cancelsInProgress: boolean;
  readonly condition?: string;
  /** Triggers of the pipeline that the job's condition does not exclude. */
  readonly triggers: readonly Trigger[];
  /** Started by hand (`when: manual`, an approval before it). */
  readonly manual: boolean;
  readonly allowsFailure: boolean;
  /** `id_tokens` of GitLab: name of the variable and audience. */
  readonly idTokens?: ReadonlyMap<string, string>;
  /** Outputs for other jobs, raw text. */
  readonly outputs?: ReadonlyMap<string, string>;
  /** Literal matrix, one map per run; empty without. */
  readonly matrix: readonly ReadonlyMap<string, string>[];
  /** True when the job has a matrix whose values are only known when it runs. */
  readonly matrixUnresolved: boolean;
  readonly steps: readonly PipelineStep[];
  /** Images of the job and its services. */
  readonly images: readonly CiReference[];
  /** Why parts of the job cannot be read: a reusable workflow or template of another repository. */
  readonly opaque: readonly { readonly reason: string; readonly line?: number }[];
}

/**
 * One pipeline: a workflow file, `.gitlab-ci.yml`, a buildspec, a CodePipeline, a Jenkinsfile.
 *
 * @public
 */
export interface Pipeline {
  readonly system: CiSystem;
  readonly path: string;
  readonly line?: number;
  readonly name?: string;
  /** Whole text of its file. */
  readonly text: string;
  readonly triggers: readonly Trigger[];
  /** Names of its stages in their order, where it has stages. */
  readonly stages?: readonly string[];
  /** In the order of the file. */
  readonly jobs: readonly PipelineJob[];
  readonly permissions?: TokenPermissions;
  /** Every reference of it, those of its jobs and steps included. */
  readonly references: readonly CiReference[];
  /** Literal variables of the pipeline and its jobs, for searches: name, raw value, line. */
  readonly variables: readonly {
    readonly name: string;
    readonly value: string;
    readonly line?: number;
  }[];
  /** Why parts of the pipeline as a whole cannot be read: a remote include. */
  readonly opaque: readonly { readonly reason: string; readonly line?: number }[];
}

/** Where a step stands. @public */
export interface StepPlace {
  readonly pipeline: Pipeline;
  readonly job: PipelineJob;
  readonly step: PipelineStep;
  /** Position of the command in the step, where one command is meant. */
  readonly command?: number;
}

/**
 * One place that builds an image (catalogue definition `image-build-job`).
 *
 * @public
 */
export interface ImageBuild extends StepPlace {
  readonly tool:
    | 'build-push-action'
    | 'bake'
    | 'docker'
    | 'buildx'
    | 'podman'
    | 'buildah'
    | 'kaniko'
    | 'img'
    | 'ko'
    | 'pack'
    | 'jib'
    | 'spring-boot'
    | 'nixpacks'
    | 'earthly'
    | 'depot'
    | 'copilot'
    | 'image-builder'
    | 'other';
  /** File and line of the action or command that builds: the pipeline, or a script it calls. */
  readonly path: string;
  readonly line?: number;
  /** Dockerfile, context, target and build arguments; `undefined` for tools without Dockerfile. */
  readonly context?: Resolved<string>;
  readonly file?: Resolved<string>;
  readonly target?: Resolved<string>;
  /** True when the context is a URL. */
  readonly remoteContext: boolean;
  readonly buildArgs: ReadonlyMap<string, string | undefined>;
  /** Names of build arguments that hold a secret of the pipeline, with the line. */
  readonly secretArgs: ReadonlyMap<string, number | undefined>;
  /**
   * Names given to the image. Variables whose text stands in the pipeline are put in, also when it is an expression
   * (`app:${{ github.sha }}`, `app:$(git rev-parse HEAD)`); the tags of docker/metadata-action are given by its own
   * placeholders (`app:{{version}}`, `app:{{branch}}`, `app:sha-{{sha}}`).
   */
  readonly tags: readonly string[];
  /** Labels the build sets itself, and those of a metadata action it refers to (`*` when it sets the standard set). */
  readonly labels: ReadonlyMap<string, string | undefined>;
  /** `os/architecture` as written; `undefined` when none is named. */
  readonly platforms?: Resolved<readonly string[]>;
  /** Triggers on which the image is pushed, by this very step or by a later one; empty when it is only built. */
  readonly pushTriggers: readonly Trigger[];
  /** The later step that pushes what this one builds; `undefined` when the build pushes itself, or nothing does. */
  readonly pushedBy?: StepPlace;
  /** The file the image is written to instead of a registry or the daemon. */
  readonly archive?: string;
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  readonly noCache: boolean;
  /** The parent is fetched anew (`pull: true`, `--pull`). */
  readonly pull: boolean;
  /** Raw input or option: `true`, `false`, `mode=max`; `undefined` when not set. */
  readonly provenance?: string;
  readonly sbom?: string;
}

/** A step that puts an image into a registry, a pushing build included. @public */
export interface ImagePush extends StepPlace {
  /** Names pushed, written as those of `ImageBuild`. */
  readonly tags: readonly string[];
  /** The image a copy or new tag is made of: it is not built again. */
  readonly source?: string;
  /** The file that holds the image. */
  readonly archive?: string;
  readonly triggers: readonly Trigger[];
}

/** A step that changes a running environment. @public */
export interface Deployment extends StepPlace {
  readonly tool:
    | 'helm'
    | 'kubectl'
    | 'kustomize'
    | 'ecs'
    | 'cloudformation'
    | 'cdk'
    | 'sam'
    | 'terraform'
    | 'copilot'
    | 'argocd'
    | 'flux'
    /** A commit to (or pull request for) a repository that a controller applies. */
    | 'gitops'
    | 'docker'
    | 'codepipeline'
    | 'other';
  /** From the job's environment, the stack, namespace or values file; `undefined` when nothing names it. */
  readonly environment?: string;
  /** True for commands without any descriptor: `kubectl run`, `docker run`, `aws ecs run-task`. */
  readonly imperative: boolean;
}

/**
 * What the repository says about its pipelines.
 *
 * @public
 */
export interface CiModel {
  readonly pipelines: readonly Pipeline[];
  readonly builds: readonly ImageBuild[];
  readonly pushes: readonly ImagePush[];
  readonly deployments: readonly Deployment[];
  /** Files of pipelines that exist and were not understood. */
  readonly unread: readonly {
    readonly system: CiSystem;
    readonly path: string;
    readonly reason: string;
  }[];
  /** Organisation or entity says that the pipeline lives elsewhere. */
  readonly elsewhere: boolean;
  /**
   * Catalogue definition `before-relation`. False for steps of different pipelines, unless one is known to start the
   * other.
   */
  isBefore(a: StepPlace, b: StepPlace): boolean;
}
