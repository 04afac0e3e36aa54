import { GoldenPathOptions } from '@container-lens/backstage-plugin-container-lens-common';

/** Who builds and who raises what the service is built from. */
export interface Pipeline {
  /** Id of the pipeline. */
  readonly ci: string;
  /** Id of the bot. */
  readonly updateBot: string;
}

type PipelineOptions = Pick<GoldenPathOptions, 'ci' | 'updateBots'>;
type UpdateBot = GoldenPathOptions['updateBots'][number];

/** The bots that work with a pipeline, the default first. */
export function botsFor({ updateBots }: PipelineOptions, ci: string): UpdateBot[] {
  return updateBots
    .filter(({ excludes }) => !excludes.includes(ci))
    .sort((left, right) => Number(right.default) - Number(left.default));
}

/** The pipelines, the default first. */
export function orderPipelines({ ci }: PipelineOptions): GoldenPathOptions['ci'] {
  return [...ci].sort((left, right) => Number(right.default) - Number(left.default));
}

/** What the form starts with, keeping what was answered; undefined when the portal has no pipeline or no bot for it. */
export function presetPipeline(
  options: PipelineOptions,
  answered: Partial<Pipeline> = {},
): Pipeline | undefined {
  const ci = answered.ci ?? orderPipelines(options)[0]?.id;
  const updateBot = answered.updateBot ?? (ci && botsFor(options, ci)[0]?.id);
  return ci && updateBot ? { ci, updateBot } : undefined;
}

/** The same answer with another pipeline; a bot that does not work with it gives way to one that does. */
export function withPipeline(options: PipelineOptions, pipeline: Pipeline, ci: string): Pipeline {
  const bots = botsFor(options, ci);
  const kept = bots.some(({ id }) => id === pipeline.updateBot);
  return { ci, updateBot: kept ? pipeline.updateBot : (bots[0]?.id ?? pipeline.updateBot) };
}

/** Says in one sentence what is wrong with an answer, or undefined. */
export function explainPipeline(
  options: PipelineOptions,
  { ci, updateBot }: Partial<Pipeline>,
): string | undefined {
  if (!ci || !updateBot) {
    return 'Choose a pipeline and an update bot.';
  }
  const pipeline = options.ci.find(({ id }) => id === ci);
  if (!pipeline) {
    return `This portal does not offer the pipeline ${ci}.`;
  }
  const bot = options.updateBots.find(({ id }) => id === updateBot);
  if (!bot) {
    return `This portal does not offer the update bot ${updateBot}.`;
  }
  return bot.excludes.includes(ci)
    ? `${bot.title} does not work with ${pipeline.title}.`
    : undefined;
}
