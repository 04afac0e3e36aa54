import { CiCommand, Deployment, PipelineStep, StepPlace } from '../model/pipeline';
import { expand, expandWord, TextValue } from './textValues';

type Tool = Deployment['tool'];

interface DeployCommand {
  readonly tool: Tool;
  readonly matches: RegExp;
  readonly imperative?: boolean;
}

/** By the words of the command; the first that fits. */
const commands: readonly DeployCommand[] = [
  {
    tool: 'helm',
    matches:
      /^helm( .*)? (upgrade|install)\b|^(helmfile|helmsman|helm-secrets)( .*)? (apply|sync|-apply)\b/,
  },
  { tool: 'kustomize', matches: /^(kubectl|oc)( .*)? apply( .*)? (-k|--kustomize)\b/ },
  {
    tool: 'kubectl',
    matches: /^(kubectl|oc)( .*)? (run|create deployment|expose)\b/,
    imperative: true,
  },
  {
    tool: 'kubectl',
    matches:
      /^(kubectl|oc)( .*)? (apply|create( .*)? (-f|--filename)|set image|rollout (restart|undo)|replace|patch)\b/,
  },
  { tool: 'ecs', matches: /^aws( .*)? ecs run-task\b/, imperative: true },
  {
    tool: 'ecs',
    matches:
      /^aws( .*)? ecs (update-service|create-service|deploy)\b|^(ecs|ecs-cli|ecs-deploy|ecspresso)( .*)? (deploy|service up|compose .*up)\b|^ecs-deploy\b|^aws( .*)? deploy create-deployment\b|^ecspresso deploy\b/,
  },
  {
    tool: 'cloudformation',
    matches:
      /^aws( .*)? cloudformation (deploy|create-stack|update-stack|execute-change-set)\b|^rain deploy\b/,
  },
  {
    tool: 'cdk',
    matches:
      /^((npx|yarn|pnpm|bunx|pnpm exec|yarn run|npm exec|npx --yes|npx -y)( --)? )?(aws-)?cdk( .*)? deploy\b/,
  },
  { tool: 'sam', matches: /^sam( .*)? (deploy|sync)\b/ },
  {
    tool: 'terraform',
    matches: /^(terraform|tofu|terragrunt|tfenv exec)( .*)? (apply|run-all apply)\b/,
  },
  { tool: 'copilot', matches: /^copilot\S{0,40}( .*)? (deploy)\b/ },
  { tool: 'argocd', matches: /^argocd( .*)? app (sync|set|create)\b/ },
  { tool: 'flux', matches: /^flux( .*)? (reconcile|create|push artifact)\b/ },
  { tool: 'docker', matches: /^docker( .*)? (stack deploy|service update|service create)\b/ },
  { tool: 'codepipeline', matches: /^aws( .*)? codepipeline start-pipeline-execution\b/ },
  {
    tool: 'other',
    matches:
      /^(pulumi( .*)? up|(npx )?(serverless|sls) deploy|gcloud( .*)? run (deploy|services update)|az (containerapp|webapp|container)( .*)? (update|up|create|config)|fly(ctl)? deploy|eb deploy|heroku container:release|nomad (job )?run|aws( .*)? lambda update-function-code|aws( .*)? apprunner (start-deployment|update-service)|railway up|werf converge|skaffold (run|deploy)|kapp deploy|waypoint (up|deploy)|kamal deploy)\b/,
  },
];

/** Nearly no command is one of them. */
const anyCommand = new RegExp(commands.map(({ matches }) => `(?:${matches.source})`).join('|'));

const actions: readonly (readonly [RegExp, Tool])[] = [
  [/^aws-actions\/amazon-ecs-(deploy-task-definition|deploy-express-service)$/, 'ecs'],
  [/^aws-actions\/aws-cloudformation-github-deploy$/, 'cloudformation'],
  [
    /^(azure\/k8s-deploy|steebchen\/kubectl|actions-hub\/kubectl|kodermax\/kubectl-aws-eks|consensys\/kubernetes-action|swdotcom\/update-and-apply-kubernetes-configs)/i,
    'kubectl',
  ],
  [
    /^(deliverybot\/helm|bitovi\/github-actions-deploy-eks-helm|koslib\/helm-eks-action|wyrihaximus\/github-action-helm3|helmfile\/helmfile-action|vimeda\/helm|glopezep\/helm)$/i,
    'helm',
  ],
  [/^(clowdhaus\/argo-cd-action|omegion\/argocd-app-actions|oboukili\/.*argocd)/i, 'argocd'],
  [
    /^(fjogeleit\/yaml-update-action|mikefarah\/gitops|yodamad\/.*gitops|action-pack\/.*gitops|codacy\/git-version-gitops)/i,
    'gitops',
  ],
  [/^(youyo\/aws-cdk-github-actions|scottbrenner\/cdk)/i, 'cdk'],
  [
    /^(google-github-actions\/deploy-.*|azure\/(webapps-deploy|container-apps-deploy-action|aci-deploy|functions-action)|akhileshns\/heroku-deploy|superfly\/flyctl-actions|einaregilsson\/beanstalk-deploy|awslabs\/amazon-app-runner-deploy|aws-actions\/aws-lambda-deploy|digitalocean\/app_action.*|nais\/deploy.*)/i,
    'other',
  ],
];

const dryRun = /--dry-run(?!=none)|--no-execute-changeset\b|--template-only\b| --help\b/;
const environmentWord =
  /(?:^|[^a-z])(development|dev|testing|test|qa|int|integration|staging|stage|stg|preprod|pre-prod|production|prod|prd|live|uat|sandbox|preview)(?:[^a-z]|$)/i;

/** A command that changes a running environment. */
export function readDeployCommand(
  place: StepPlace,
  command: CiCommand,
  value: TextValue,
): Omit<Deployment, keyof StepPlace> | undefined {
  const words = command.words.slice(1, 60).map(word => expandWord(word, value));
  const text = `${command.name} ${words.join(' ')}`.slice(0, 1000);
  const found = command.name === 'ssh' ? findRemote(text) : findDeploy(text);
  if (found && !dryRun.test(text)) {
    return {
      tool: found.tool,
      imperative: found.imperative ?? false,
      environment: environmentOf(place, text),
    };
  }
  const gitops =
    command.name === 'git' &&
    /^git( -\S+( [^-\s]\S*)?)* push\b/.test(text) &&
    changesManifests(place);
  return gitops
    ? { tool: 'gitops', imperative: false, environment: environmentOf(place, text) }
    : undefined;
}

function findDeploy(text: string): DeployCommand | undefined {
  return anyCommand.test(text) ? commands.find(({ matches }) => matches.test(text)) : undefined;
}

/** What runs on another host. */
function findRemote(text: string): DeployCommand | undefined {
  if (
    /\bdocker (compose|-compose)?.*\bup\b|\bdocker-compose\b.*\bup\b|\bdocker (stack deploy|service update)\b/.test(
      text,
    )
  ) {
    return { tool: 'docker', matches: /./ };
  }
  if (/\b(docker|podman) run\b/.test(text)) {
    return { tool: 'docker', matches: /./, imperative: true };
  }
  return /\b(kubectl apply|helm upgrade)\b/.test(text)
    ? { tool: 'other', matches: /./ }
    : undefined;
}

/** A step with an action that changes a running environment. */
export function readDeployAction(
  place: StepPlace,
  value: TextValue,
): Omit<Deployment, keyof StepPlace> | undefined {
  const { step } = place;
  const name = step.uses?.kind === 'action' ? step.uses.name : undefined;
  if (name === undefined) {
    return undefined;
  }
  const text = [...step.inputs].map(([key, input]) => `${key} ${expand(input, value)}`).join(' ');
  const environment = environmentOf(place, text.slice(0, 2000));
  if (name === 'appleboy/ssh-action') {
    const remote = findRemote(step.inputs.get('script') ?? '');
    return remote && { tool: remote.tool, imperative: remote.imperative ?? false, environment };
  }
  if (
    /^peter-evans\/create-pull-request$|^stefanzweifel\/git-auto-commit-action$|^ad-m\/github-push-action$|^EndBug\/add-and-commit$/.test(
      name,
    )
  ) {
    return changesManifests(place) ? { tool: 'gitops', imperative: false, environment } : undefined;
  }
  const tool = actions.find(([pattern]) => pattern.test(name))?.[1];
  return tool && { tool, imperative: false, environment };
}

/** Whether an earlier step of the job writes an image into manifests. */
function changesManifests({ job, step }: StepPlace): boolean {
  const earlier = job.steps.filter(({ index }) => index <= step.index);
  return earlier.some(writesImage) || earlier.some(clonesManifests);
}

function writesImage({ commands: list, uses, inputs }: PipelineStep): boolean {
  return (
    list.some(({ name, words }) => {
      const text = words.join(' ').slice(0, 1000);
      return (
        (name === 'kustomize' && /edit set image/.test(text)) ||
        (name === 'yq' && /image|tag|version|digest/i.test(text)) ||
        (name === 'sed' &&
          / -i|--in-place/.test(text) &&
          /image|tag|version/i.test(text) &&
          /ya?ml|json|\.tf/.test(text)) ||
        (name === 'flux' && /build|create image/.test(text))
      );
    }) ||
    (uses?.name === 'mikefarah/yq' && /image|tag/i.test(inputs.get('cmd') ?? '')) ||
    /yaml-update-action|kustomize-edit/i.test(uses?.name ?? '')
  );
}

const manifests =
  /gitops|deploy(ment)?s?\b|manifests?|infra(structure)?|environments?|k8s|kubernetes|argocd|flux|helm-?charts?|config/i;

function clonesManifests({ commands: list, uses, inputs }: PipelineStep): boolean {
  const repository = inputs.get('repository');
  return (
    (uses?.name === 'actions/checkout' && repository !== undefined && manifests.test(repository)) ||
    list.some(
      ({ name, words }) =>
        name === 'git' && words.includes('clone') && manifests.test(words.join(' ').slice(0, 500)),
    )
  );
}

function environmentOf({ job }: StepPlace, text: string): string | undefined {
  if (job.environment?.resolved && job.environment.value !== undefined) {
    return job.environment.value;
  }
  const named = environmentWord.exec(text.slice(0, 1000).replaceAll('_', '-'))?.[1];
  const ofJob = environmentWord.exec(`${job.id} ${job.stage ?? ''}`.replaceAll('_', '-'))?.[1];
  return (named ?? ofJob)?.toLowerCase();
}
