import { stringifyError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { UndoHandler, UndoOutcome } from '../undo/undoHandler';
import { maxTokenLength, UndoTokens } from '../undo/undoTokens';
import { examples } from './undo.examples';

/** For one token; the removal of a stack takes longest. */
const timeout = 15 * 60_000;

/**
 * `container-lens:undo`: takes back what the steps of this task created, last first. It does not throw for what it had to
 * leave: a step that throws has no outputs, and the audit record is to name what is left.
 */
export function createUndoAction(options: {
  tokens: UndoTokens;
  handlers: readonly UndoHandler[];
}) {
  const undoOne = async (token: string, context: { taskId: string; signal?: AbortSignal }) => {
    const { kind, thing } = options.tokens.read(token, context);
    const handler = options.handlers.find(candidate => candidate.kind === kind);
    if (!handler) throw new Error(`Nothing in this portal can undo '${kind}'.`);
    const bound = AbortSignal.timeout(timeout);
    const signal = context.signal ? AbortSignal.any([context.signal, bound]) : bound;
    return handler.undo(thing, { taskId: context.taskId, signal });
  };

  return createTemplateAction({
    id: 'container-lens:undo',
    description: 'Takes back what earlier steps of this task created.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        tokens: z =>
          z
            .array(z.string().max(maxTokenLength).nullable())
            .max(50)
            .describe('Outputs "undo" of earlier steps; empty ones are ignored'),
      },
      output: {
        undone: z => z.array(z.string()).describe('What is gone'),
        failed: z => z.array(z.string()).describe('What is left, and why'),
      },
    },
    async handler(ctx) {
      const undone: string[] = [];
      const failed: string[] = [];
      const tokens = [...new Set(ctx.input.tokens)].filter(token => token !== null && token !== '');
      if (ctx.isDryRun) ctx.logger.info('Dry run: nothing was created, so nothing is undone.');
      else {
        for (const token of tokens.reverse()) {
          const outcome = await undoOne(token as string, {
            taskId: ctx.task.id,
            signal: ctx.signal,
          }).catch((error: unknown): UndoOutcome => ({
            state: 'kept',
            detail: stringifyError(error),
          }));
          if (outcome.state === 'kept') {
            ctx.logger.error(`Not undone: ${outcome.detail}`);
            failed.push(outcome.detail);
          } else {
            ctx.logger.info(`Undone: ${outcome.detail}`);
            undone.push(outcome.detail);
          }
        }
      }
      ctx.output('undone', undone);
      ctx.output('failed', failed);
    },
  });
}
