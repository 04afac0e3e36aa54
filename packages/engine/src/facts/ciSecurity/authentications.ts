import { Finding } from '../../contract/verdict';
import { CiCommand, Pipeline, PipelineJob, PipelineStep } from '../ci/model/pipeline';
import { isSwitchedOff } from './eachStep';
import { unwrapCommand } from './unwrapCommand';

/** One place where a pipeline proves who it is. */
export interface Authentication {
  readonly to: 'aws' | 'registry';
  /** `unknown`: the file does not say where the credentials come from. */
  readonly with: 'identity' | 'stored' | 'unknown';
  readonly finding: Finding;
}

/** Everything a pipeline logs in to, access keys of AWS apart. */
export function findAuthentications(pipeline: Pipeline): Authentication[] {
  return [...ofDockerPlugin(pipeline), ...ofJobs(pipeline)];
}

/** `docker.withRegistry('https://…', 'credentials')` of Jenkins. */
function ofDockerPlugin({ system, text, path }: Pipeline): Authentication[] {
  if (system !== 'jenkins') return [];
  const match =
    /^(?![ \t]*\/\/).*\bwithRegistry[ \t]*\([^,)\n]{0,300},\s*['"][^'"\n]{1,200}['"]/m.exec(text);
  if (!match) return [];
  const line = text.slice(0, match.index).split('\n').length;
  const message = 'The Docker plugin signs in to a registry with stored credentials.';
  return [{ to: 'registry', with: 'stored', finding: { message, path, line } }];
}

function ofJobs(pipeline: Pipeline): Authentication[] {
  return pipeline.jobs
    .filter(job => !isSwitchedOff(job.condition))
    .flatMap(job => {
      const aws = awsIdentity(pipeline, job);
      return job.steps.flatMap(step => [
        ...ofAction(job, step, aws),
        ...ofCommands(job, step, aws),
      ]);
    });
}

/** What gives the job its rights in AWS. */
function awsIdentity(pipeline: Pipeline, job: PipelineJob): 'identity' | 'unknown' {
  const takesRole = job.steps.some(
    step =>
      step.inputs.has('role-to-assume') ||
      step.env.has('AWS_ROLE_ARN') ||
      step.env.has('AWS_WEB_IDENTITY_TOKEN_FILE') ||
      step.commands.some(({ words }) => words.includes('assume-role-with-web-identity')),
  );
  const ownRunner = /^(self-hosted|codebuild|codebuild-reserved)$/.test(job.runner.kind);
  const inAws = /^(codebuild|codepipeline)$/.test(pipeline.system);
  const token = pipeline.system === 'gitlab' && /\bid_tokens\s*:/.test(pipeline.text);
  return takesRole || ownRunner || inAws || token ? 'identity' : 'unknown';
}

function at(job: PipelineJob, step: PipelineStep, what: string): Finding {
  return { message: `${job.id}: ${what}`, path: step.path, line: step.line };
}

const jobTokens =
  /secrets\.GITHUB_TOKEN|github\.token|\bGITHUB_TOKEN\b|CI_JOB_TOKEN|CI_REGISTRY_PASSWORD|CI_DEPENDENCY_PROXY_PASSWORD|\bCI_REGISTRY_USER\b/;
const ecr = /\.dkr[.-]ecr\.|public\.ecr\.aws/;

function ofAction(
  job: PipelineJob,
  step: PipelineStep,
  aws: 'identity' | 'unknown',
): Authentication[] {
  const name = step.uses?.name.toLowerCase() ?? '';
  const { inputs } = step;
  if (/^aws-actions\/(configure-aws-credentials|amazon-ecr-login)$/.test(name)) {
    return [{ to: 'aws', with: aws, finding: at(job, step, `signs in to AWS with ${name}.`) }];
  }
  if (name === 'google-github-actions/auth') {
    const how = inputs.has('workload_identity_provider') ? 'identity' : 'stored';
    return [{ to: 'registry', with: how, finding: at(job, step, 'signs in to Google Cloud.') }];
  }
  if (!/^(docker\/login-action|redhat-actions\/podman-login|azure\/docker-login)$/.test(name))
    return [];
  const registry = inputs.get('registry') ?? inputs.get('login-server') ?? 'docker.io';
  if (ecr.test(registry) && !inputs.has('password')) {
    return [{ to: 'aws', with: aws, finding: at(job, step, 'signs in to ECR.') }];
  }
  const password = fill(inputs.get('password') ?? '', step);
  return [loginOf(job, step, { registry, password })];
}

function loginOf(
  job: PipelineJob,
  step: PipelineStep,
  { registry, password }: { readonly registry: string; readonly password: string },
): Authentication {
  const isToken = jobTokens.test(password);
  const isOutput =
    /\b(steps|needs)\.[\w-]+\.outputs|print-access-token|get-access-token|acr login/.test(password);
  const how = isToken || isOutput ? 'identity' : 'stored';
  const what =
    how === 'identity'
      ? `signs in to ${registry.slice(0, 80)} with a token of the job.`
      : `signs in to ${registry.slice(0, 80)} with a stored password.`;
  return { to: 'registry', with: how, finding: at(job, step, what) };
}

const awsTools = /^(aws|copilot|eksctl|ecs-cli|ecs-deploy)$/;

function ofCommands(
  job: PipelineJob,
  step: PipelineStep,
  aws: 'identity' | 'unknown',
): Authentication[] {
  return step.commands.flatMap((command, index): Authentication[] => {
    const { name, words } = unwrapCommand(command.words);
    const text = words.join(' ');
    const callsAws =
      (awsTools.test(name) &&
        words.length > 1 &&
        !/^aws (--version|configure set|help)/.test(text)) ||
      /^(cdk|sam) deploy\b/.test(text);
    if (callsAws && !/--endpoint(-url)?[= ]|--no-sign-request/.test(text)) {
      const finding = {
        message: `${job.id}: calls AWS (${text.slice(0, 60)}).`,
        path: command.path,
        line: command.line,
      };
      return [{ to: 'aws', with: aws, finding }];
    }
    const file = command.writesTo.some(to => /(^|\/)\.docker\/config\.json$/.test(to));
    if (file && /auths|cred(Helpers|sStore)/.test(text)) return [ofAuthFile(job, step, text)];
    if (!isLogin(name, words)) return [];
    const before = step.commands.slice(Math.max(0, index - 3), index);
    const password = passwordOf(command, before, step);
    if (/get-login-password|ecr get-login/.test(password)) return [];
    const registry = registryOf(words);
    if (ecr.test(fill(registry, step)) && !jobTokens.test(password)) {
      return [{ to: 'aws', with: aws, finding: at(job, step, 'signs in to ECR.') }];
    }
    return [loginOf(job, step, { registry: registry || 'docker.io', password })];
  });
}

/** `echo '{"auths": …}' > /kaniko/.docker/config.json`: a login without the command. */
function ofAuthFile(job: PipelineJob, step: PipelineStep, text: string): Authentication {
  if (/ecr-login/.test(text)) {
    return { to: 'aws', with: 'identity', finding: at(job, step, 'signs in to ECR.') };
  }
  return loginOf(job, step, { registry: 'a registry', password: fill(text, step) });
}

function isLogin(name: string, words: readonly string[]): boolean {
  if (/^(docker|podman|buildah|skopeo|nerdctl|oras|regctl)$/.test(name)) {
    return words.slice(1, 3).includes('login');
  }
  return (name === 'crane' || name === 'helm') && words.slice(1, 4).includes('login');
}

/** Everything that may hold the password: the words of the login and of what is piped into it. */
function passwordOf(command: CiCommand, before: readonly CiCommand[], step: PipelineStep): string {
  const piped = command.words.includes('--password-stdin') ? before : [];
  const words = [...piped.flatMap(other => other.words), ...command.words, ...command.assignments];
  return fill(words.join(' '), step);
}

function registryOf(words: readonly string[]): string {
  const rest = words.filter((word, i) => {
    const before = words[i - 1] ?? '';
    return !word.startsWith('-') && !/^(-u|-p|--username|--password|--authfile)$/.test(before);
  });
  return rest.slice(rest.indexOf('login') + 1).find(word => word !== '-') ?? '';
}

/** Variables of the step with what they stand for behind them. */
function fill(text: string, step: PipelineStep): string {
  const names = text.match(/\$\{?\w+|\benv\.\w+/g) ?? [];
  const values = names
    .slice(0, 20)
    .map(name => step.env.get(name.replace(/^(\$\{?|env\.)/, '')) ?? '');
  return `${text} ${values.join(' ')}`;
}
