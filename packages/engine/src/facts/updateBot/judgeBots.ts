import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { BotAnswer, UpdateBots } from './updateBot';

/**
 * What all bots together say of the parent updates of a Dockerfile: one that covers it suffices, one that cannot be
 * read leaves it open.
 *
 * @public
 */
export function judgeBots({ bots, unread }: UpdateBots, dockerfile: ResolvedDockerfile): BotAnswer {
  const answers = bots.map(bot => bot.covers(dockerfile));
  const [open] = unread;
  const found =
    answers.find(({ answer }) => answer === 'yes') ??
    answers.find(({ answer }) => answer === 'unknown');
  if (found?.answer === 'yes' || (found && !open)) return found;
  if (open) return { answer: 'unknown', ...open };
  return (
    answers[0] ?? {
      answer: 'no',
      reason: 'No bot proposes new versions of the images that the build reads.',
      path: dockerfile.path,
      line: dockerfile.parentLine,
    }
  );
}
