import { OrganisationDocument, Scorecard } from '@container-lens/engine';
import { GoldenPathConfig } from '../config/goldenPathConfig';
import { renderAndAssess } from '../preview/previewGoldenPath';
import { RenderedFile } from '../render/renderedFile';
import { Combination } from './combination';

/**
 * What was seen of one combination, without building or running anything.
 *
 * @public
 */
export interface ProvenCombination {
  readonly combination: Combination;
  readonly files: readonly RenderedFile[];
  readonly scorecard?: Scorecard;
  /** Sentences; empty when the promise is kept. */
  readonly problems: readonly string[];
}

/**
 * Renders a combination, which checks owners, placeholders and declared values, and asks the lens about it: grade A from source
 * evidence, no high-risk issue, and no failed check. Never throws for what an overlay does wrong.
 *
 * @public
 */
export async function proveCombination(options: {
  readonly combination: Combination;
  readonly config: GoldenPathConfig;
  readonly organisation?: OrganisationDocument;
  /** Secrets the service reads; names only. */
  readonly secrets?: readonly string[];
  readonly now?: Date;
}): Promise<ProvenCombination> {
  const { combination, config, organisation, secrets, now } = options;
  try {
    const { files, scorecard } = await renderAndAssess({
      config,
      organisation,
      now,
      request: { ...combination, name: 'greeting', owner: 'group:default/storefront', secrets },
    });
    return { combination, files, scorecard, problems: judge(scorecard) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { combination, files: [], problems: [message] };
  }
}

function judge({ score, results }: Scorecard): string[] {
  const problems: string[] = [];
  if (score.grade !== 'A') {
    problems.push(`The lens gives ${score.grade}, not A.`);
  }
  if (score.highRisks > 0) {
    problems.push(`The lens finds ${score.highRisks} high-risk issues.`);
  }
  for (const { check, verdict, waived, units } of results) {
    if (verdict === 'fail' && !waived) {
      const reason = units.find(unit => unit.verdict === 'fail')?.reason ?? '';
      problems.push(`${check} fails: ${reason}`);
    }
  }
  return problems;
}
