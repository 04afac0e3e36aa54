import { CiModel, Pipeline } from '../ci/model/pipeline';

/**
 * Why something that is not found in the pipelines may still be there: a file that is not understood, a template of
 * another repository, a pipeline that lives elsewhere. A clause without full stop; `undefined` when all is read.
 */
export function findUnreadablePart(
  model: CiModel,
  pipelines: readonly Pipeline[] = model.pipelines,
): string | undefined {
  const [unread] = model.unread;
  if (unread) return unread.reason.replace(/\.$/, '');
  for (const pipeline of pipelines) {
    const [opaque] = [...pipeline.opaque, ...pipeline.jobs.flatMap(job => job.opaque)];
    if (opaque) return `in ${pipeline.path}, ${opaque.reason.replace(/\.$/, '')}`;
  }
  return model.elsewhere ? 'the pipeline lives in another place' : undefined;
}
