import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { ImageBuild } from '../ci/model/pipeline';
import { pipelines } from '../ci/pipelines';

/** Whether the image of the entity can run on Arm. @public */
export interface ArmImages {
  /** `undefined` when nothing says so. */
  readonly arm: boolean | undefined;
  readonly reason: string;
}

/** @public */
export const armImages = defineFact<ArmImages>({
  id: 'arm-images',
  description: 'Whether the pipelines build the image for arm64.',
  derive: (_input, read) => {
    const ci = read(pipelines);
    if (ci.status !== 'present') return ci;
    const { builds, unread } = ci.value;
    const pushing = builds.filter(({ pushTriggers }) => pushTriggers.length > 0);
    const judged = (pushing.length > 0 ? pushing : builds).map(buildsArm);
    if (judged.includes(true)) return present({ arm: true, reason: 'It is built for arm64.' });
    const open = unread[0]?.reason ?? (judged.length === 0 ? 'no pipeline builds it.' : undefined);
    if (open !== undefined || judged.includes(undefined)) {
      return present({ arm: undefined, reason: open ?? 'where it is built is not known.' });
    }
    return present({ arm: false, reason: 'It is built for x86 only.' });
  },
});

function buildsArm({ platforms, job }: ImageBuild): boolean | undefined {
  if (platforms && !platforms.resolved) return undefined;
  const named = platforms?.value;
  if (named && named.length > 0) return named.some(name => /arm64|aarch64/i.test(name));
  // Without a platform the runner decides.
  const { kind, labels } = job.runner;
  if (labels.some(label => /arm|aarch64|graviton/i.test(label))) return true;
  return kind === 'hosted' || kind === 'codebuild' ? false : undefined;
}
