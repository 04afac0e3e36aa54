import { OrganisationDocument } from '@container-lens/engine';
import { GoldenPathConfig } from '../config/goldenPathConfig';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { planRetrofit } from './planRetrofit';
import { readService } from './readService';
import { filesBelow, RetrofitFiles } from './retrofitFiles';
import { RetrofitPlan } from './retrofitPlan';
import { ServiceFacts } from './serviceFacts';
import { splitAnswers } from './splitAnswers';

/** @public */
export interface RetrofitRepositoryOptions {
  /** Every file of the repository. */
  readonly files: RetrofitFiles;
  /** Folder of the service in a larger repository; its root when not set. */
  readonly path?: string;
  /** For a service that names itself nowhere. */
  readonly repositoryName?: string;
  /** What a person says of the service, and what the owner wants; checked here. */
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly config: GoldenPathConfig;
  readonly library: OverlayLibrary;
  readonly organisation?: OrganisationDocument;
  readonly now?: Date;
}

/**
 * Reads and plans with the answers of a form, for the preview and for the template alike. Paths in facts and plan are relative
 * to the folder of the service.
 *
 * @throws InputError when an answer cannot be used, or the folder holds nothing that can be retrofitted.
 * @public
 */
export async function retrofitRepository(
  options: RetrofitRepositoryOptions,
): Promise<{ readonly facts: ServiceFacts; readonly plan: RetrofitPlan }> {
  const { path = '', repositoryName, config, library, organisation, now = new Date() } = options;
  const files = filesBelow(options.files, path);
  const { overrides, choices } = splitAnswers(options.answers ?? {});
  const facts = readService({ files, overrides, repositoryName, organisation, now });
  const plan = await planRetrofit({
    files,
    facts,
    // Pipelines and update bots are read in the root of a repository only.
    choices: files === options.files ? choices : { ...choices, ci: 'none', updateBot: 'none' },
    config,
    library,
    organisation,
    now,
  });
  return { facts, plan };
}
