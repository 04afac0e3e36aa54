import { Finding, Judgement } from '../../contract/verdict';
import { CiModel, ImageBuild } from '../ci/model/pipeline';
import { DeliveryEvidence } from './deliveryEvidence';
import { isStartedElsewhere, placeOf, ships } from './imageBuildJobs';
import { pushEvents } from './pushEvents';

/**
 * Whether the builds of one image make a pipeline: push on released code, a build for each request, delivery.
 * `delivery` is not set for images that nobody deploys.
 */
export function judgeImagePipeline(
  ci: CiModel,
  builds: readonly ImageBuild[],
  delivery: DeliveryEvidence | undefined,
): Judgement {
  const place = placeOf(builds[0]!);
  const events = builds.filter(build => ships(ci, build)).map(build => pushEvents(ci, build));
  const byHand = builds.every(
    ({ job, step }) =>
      job.manual || (step.triggers.length > 0 && step.triggers.every(t => t.kind === 'manual')),
  );
  if (byHand) {
    const message = 'The image is only built when somebody starts the pipeline.';
    return { verdict: 'fail', reason: message, findings: [{ message, ...place }] };
  }
  if (builds.every(isStartedElsewhere)) {
    const reason = `What starts ${builds[0]!.pipeline.path} is set outside of the repository.`;
    const evidence = [{ message: reason, ...place }];
    return { verdict: 'unknown', code: 'no-source-configured', reason, evidence };
  }
  const missing: Finding[] = [];
  const wrong = events.find(({ problem }) => problem !== undefined);
  if (events.length === 0) missing.push({ message: 'No pipeline pushes the image.', ...place });
  else if (!events.some(({ automated }) => automated)) {
    const { path, line } = events[0]!;
    const message = 'The image is not pushed when code reaches the default branch or a tag.';
    missing.push({ message, path, line });
  }
  if (wrong) {
    missing.push({
      message: `The image is pushed ${wrong.problem}.`,
      path: wrong.path,
      line: wrong.line,
    });
  }
  const onRequests = builds.some(({ step }) =>
    step.triggers.some(({ kind }) => kind === 'pull-request' || kind === 'pull-request-target'),
  );
  if (!onRequests) {
    missing.push({ message: 'No pull or merge request builds the image.', ...place });
  }
  if (delivery?.manual && !delivery.automated) {
    missing.push({ message: 'The image is delivered only by hand.', ...delivery.manual });
  } else if (delivery && !delivery.automated && !delivery.elsewhere) {
    missing.push({ message: 'Nothing shows how the image is delivered.', ...place });
  }
  const [first, ...others] = missing;
  if (first) return { verdict: 'warn', reason: first.message, findings: [first, ...others] };
  if (delivery?.elsewhere && !delivery.automated) {
    const reason = 'The image is delivered from outside of this repository, which is not read.';
    return {
      verdict: 'unknown',
      code: 'no-source-configured',
      reason,
      evidence: [{ message: reason, ...place }],
    };
  }
  const reason = `The image is built for each request, pushed from released code${delivery ? ' and delivered' : ''}.`;
  const evidence: Finding[] = [{ message: reason, ...place }];
  if (delivery?.automated) {
    const { reason: message, path, line } = delivery.automated;
    evidence.push(path === '' ? { message } : { message, path, line });
  }
  return { verdict: 'pass', reason, evidence };
}
