import { CiModel, PipelineJob, PipelineStep } from '../ci/model/pipeline';
import { BotAnswer, UpdateBot } from './updateBot';

const mergeActions =
  /(enable-pull-request-automerge|dependabot-auto-?merge|auto-?merge|merge-me-action|fastify\/github-action-merge-dependabot)/i;

/**
 * A workflow that merges the pull requests of Dependabot, which cannot do it itself. One that is only for another
 * ecosystem, or for new major versions, does not bring a patched parent.
 */
export function mergesByPipeline(bot: UpdateBot, ci: CiModel): BotAnswer | undefined {
  if (bot.name !== 'Dependabot') return undefined;
  for (const { jobs } of ci.pipelines) {
    for (const job of jobs) {
      const step = job.steps.find(one => merges(one) && isForImages(job, one));
      if (step) {
        const reason = 'A workflow merges the updates that Dependabot proposes.';
        return { answer: 'yes', reason, path: step.path, line: step.line };
      }
    }
  }
  return undefined;
}

function merges({ uses, commands }: PipelineStep): boolean {
  const command = commands.some(({ words }) => /^gh pr merge\b/.test(words.join(' ')));
  return command || mergeActions.test(uses?.name ?? '');
}

function isForImages(job: PipelineJob, step: PipelineStep): boolean {
  const conditions = `${job.condition ?? ''}\n${step.condition ?? ''}`;
  const isBot = job.steps.some(({ uses }) => /dependabot/i.test(uses?.name ?? ''));
  if (!isBot && !/dependabot/i.test(conditions)) return false;
  const ecosystem = /package-ecosystem/.test(conditions) && !/docker/.test(conditions);
  const development = /dependency-type\s*==\s*'direct:development'/.test(conditions);
  const types =
    /update-type/.test(conditions) &&
    !/semver-(patch|minor)|!=\s*'version-update:semver-major'/.test(conditions);
  return !ecosystem && !development && !types;
}
