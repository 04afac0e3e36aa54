import { RetrofitGuidance } from '../retrofit/retrofitPlan';
import { RenderedForRepository } from '../retrofit/plan/renderForRepository';
import { ConvertedService } from '../copilot/convert/convertedService';
import { KnownHealthCommand } from './healthCommand';
import { LeaveTarget } from './renderLeave';

/** What nobody but people can do before a service runs on its new target. */
export function listGuidance(options: {
  readonly rendered: RenderedForRepository;
  readonly converted: ConvertedService;
  readonly target: LeaveTarget;
  readonly health: KnownHealthCommand;
  readonly missing: readonly string[];
  readonly hasMake: boolean;
}): RetrofitGuidance[] {
  const { rendered, converted, target, health, missing, hasMake } = options;
  const { service, platform } = rendered;
  const isKubernetes = target === 'helm' || target === 'kustomize';
  const list: RetrofitGuidance[] = [];
  const add = (title: string, text: string) => list.push({ title, text });
  if (missing.length > 0) {
    add(
      'Files in the way',
      `${missing.slice(0, 10).join(', ')}: yours stayed, and the target does not work without its own. Render the target in an empty repository to compare.`,
    );
  }
  add(
    'User and file system',
    'The container runs as user 65532 with a read-only root, all capabilities dropped and only /tmp to write to. Try it before: docker run --read-only --tmpfs /tmp --cap-drop ALL --user 65532:65532.',
  );
  add(
    'Image',
    `Your pipeline stays as it is. It has to push the image to ${platform.registry.image} and to call ci/deploy.sh with its digest; infra/ecr.yaml makes the repository.`,
  );
  add(
    'Rights',
    'infra/deploy-policy.yaml says what a deployment may do; attach it to the role of your pipeline. What the program may do in AWS is not known here: bring the rights that Copilot and the addons gave it.',
  );
  if (service.secrets.length > 0) {
    add(
      'Secrets',
      `infra/secrets.yaml makes empty places for ${service.secrets.map(({ name }) => name).join(', ')}, one stack for each environment. Copy the values; none is in the repository.`,
    );
  }
  if (service.workload === 'service' && converted.paths?.ready === undefined) {
    add(
      'Health',
      `The manifest names no path for health checks; ${service.paths.live} and ${service.paths.ready} are assumed. Change them, or let the program answer there.`,
    );
  }
  if (isKubernetes && service.workload === 'worker') {
    add(
      'Health',
      `Kubernetes asks the worker at ${service.paths.live} and ${service.paths.ready} on port ${service.port} ($PORT). Copilot did not; let the program answer there, or remove the probes.`,
    );
  }
  if (!isKubernetes && service.workload !== 'job' && !health.ownParent) {
    add(
      'Health',
      health.command
        ? `The container is asked with ${JSON.stringify(health.command.join(' ').slice(0, 200))}; see that the image has that program.`
        : 'Nothing inside the image is known that could be asked, so the container has no health check of its own. Add a HEALTHCHECK to the Dockerfile and the same command to the task definition.',
    );
  }
  if (!hasMake) {
    add(
      'make',
      'The targets of make that docs/deployment.md names belong to the Makefile of the golden path, which was not brought. The template for existing services brings it, with a pipeline.',
    );
  }
  return list;
}
