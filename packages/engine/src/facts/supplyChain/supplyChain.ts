import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { Finding } from '../../contract/verdict';
import { pipelines } from '../ci/pipelines';
import { imageScans } from '../ciSecurity/imageScans';
import { Cleanups, findCleanups } from './findCleanups';
import { findProvenance, ProvenanceInPipelines } from './findProvenance';
import { findRescans, Rescans } from './findRescans';
import { findSboms } from './findSboms';
import { findSigning } from './findSigning';

/** What the pipelines do for the images beyond building them. @public */
export interface SupplyChain {
  readonly signing: readonly Finding[];
  readonly sboms: readonly Finding[];
  readonly provenance: ProvenanceInPipelines;
  readonly rescans: Rescans;
  readonly cleanups: Cleanups;
  /** A pipeline that exists and could not be read, or not whole. */
  readonly unread: Finding | undefined;
}

/** @public */
export const supplyChain = defineFact<SupplyChain>({
  id: 'supply-chain',
  description: 'Steps of pipelines that sign, describe, scan again and clean up images.',
  derive: (_input, read) => {
    const ci = read(pipelines);
    if (ci.status !== 'present') return ci;
    const scans = read(imageScans);
    const [unread] = ci.value.unread;
    const [opaque] = ci.value.pipelines.flatMap(pipeline =>
      [...pipeline.opaque, ...pipeline.jobs.flatMap(job => job.opaque)].map(part => ({
        message: part.reason,
        path: pipeline.path,
        ...(part.line === undefined ? {} : { line: part.line }),
      })),
    );
    return present({
      signing: findSigning(ci.value),
      sboms: findSboms(ci.value),
      provenance: findProvenance(ci.value),
      rescans: findRescans(ci.value, scans.status === 'present' ? scans.value : []),
      cleanups: findCleanups(ci.value),
      unread: unread ? { message: unread.reason, path: unread.path } : opaque,
    });
  },
});
