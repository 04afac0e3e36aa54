import { createHash } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  EvidenceAnswer,
  EvidenceRequest,
  EvidenceSource,
} from '@container-lens/backstage-plugin-container-lens-node';
import { Check, assess } from '@container-lens/engine';
import { ContainerLensConfig } from '../config';
import { AssessmentState, ScorecardStore } from '../store/ScorecardStore';
import { describeError } from './describeError';
import { createLinkToLine, toWireScorecard } from './linkFindings';

export interface AssessorOptions {
  readonly config: ContainerLensConfig;
  readonly store: ScorecardStore;
  readonly integrations: ScmIntegrationRegistry;
  readonly logger: LoggerService;
  /** Asked in this order. */
  readonly sources: readonly EvidenceSource[];
  readonly checks: readonly Check[];
  /** What `fingerprintJudge` answers for all this. */
  readonly judge: string;
  readonly now?: () => number;
}

/** Assesses one entity: reads its evidence, judges it, keeps the scorecard. */
export class Assessor {
  readonly #options: AssessorOptions;
  readonly #now: () => number;

  private constructor(options: AssessorOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  static create(options: AssessorOptions): Assessor {
    return new Assessor(options);
  }

  /** Rejects when the evidence could not be read; nothing is kept then. Does nothing for an entity that is gone. */
  async assess(entityRef: string, signal: AbortSignal): Promise<void> {
    const { store, sources } = this.#options;
    const startedAt = this.#now();
    const state = await store.getAssessmentState(entityRef);
    if (!state) {
      return;
    }
    const source = sources.find(candidate => candidate.supports(state.subject));
    if (!source) {
      throw new Error('No evidence source reads this entity.');
    }
    const basis = this.#basisOf(state, source);
    const answer = await collect(source, {
      subject: state.subject,
      // When anything else changed, the same files have to be judged anew.
      etag: state.basis === basis ? state.etag : undefined,
      signal,
    });
    signal.throwIfAborted();
    if (answer.status === 'unchanged') {
      await store.saveUnchanged({ entityRef, now: this.#now() });
      return;
    }
    const scorecard = await this.#judge(state, answer.evidence);
    await store.saveScorecard({
      entityRef,
      scorecard,
      etag: answer.etag,
      basis,
      judge: this.#options.judge,
      startedAt,
      now: this.#now(),
    });
  }

  async #judge(state: AssessmentState, evidence: Parameters<typeof assess>[0]['evidence']) {
    const { config, checks, integrations, logger } = this.#options;
    const { entityRef, name, annotations, sourceUrl } = state.subject;
    const scorecard = await assess({
      subject: { entityRef, name, annotations },
      evidence,
      organisation: config.organisation,
      now: new Date(this.#now()),
      checks,
      onError: (part, error) =>
        logger.error(`Defect while assessing ${entityRef}: ${part} threw`, error as Error),
    });
    return toWireScorecard(
      scorecard,
      sourceUrl
        ? createLinkToLine({ sourceUrl, commit: scorecard.target.commit, integrations })
        : () => undefined,
    );
  }

  #basisOf(state: AssessmentState, source: EvidenceSource): string {
    const { name, annotations, sourceUrl } = state.subject;
    return createHash('sha256')
      .update(JSON.stringify([this.#options.judge, source.id, name, annotations, sourceUrl]))
      .digest('hex');
  }
}

async function collect(source: EvidenceSource, request: EvidenceRequest): Promise<EvidenceAnswer> {
  try {
    return await source.collect(request);
  } catch (error) {
    throw new Error(`The source could not be read: ${describeError(error)}`);
  }
}
