import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { AuditStore } from '../audit/auditStore';
import { withoutSecrets } from '../audit/withoutSecrets';
import { examples } from './recordAudit.examples';

const maxDetails = 32 * 1024;

/** `container-lens:audit:record`: how a task ended, in the portal's own database; one record for each task. */
export function createRecordAuditAction(options: { store: AuditStore }) {
  return createTemplateAction({
    id: 'container-lens:audit:record',
    description: 'Records how this task ended and what it made.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        status: z => z.enum(['ok', 'failed']).describe('How the task ended'),
        entityRef: z =>
          z.string().max(255).nullable().optional().describe('The entity, if it was registered'),
        values: z =>
          z
            .record(z.unknown())
            .optional()
            .describe('What else is worth keeping, for example the repository; secrets are hidden'),
      },
      output: {
        recordId: z => z.string().describe('The id of the task'),
      },
    },
    async handler(ctx) {
      const { status, entityRef, values } = ctx.input;
      const details = withoutSecrets(values ?? {}, Object.values(ctx.secrets ?? {})) as Record<
        string,
        unknown
      >;
      if (JSON.stringify(details).length > maxDetails) {
        throw new InputError(
          `The values of the record are longer than ${maxDetails} characters. Keep links and names, not contents.`,
        );
      }
      ctx.output('recordId', ctx.task.id);
      if (ctx.isDryRun) {
        ctx.logger.info(`Dry run: would record '${status}'.`);
        return;
      }
      await options.store.save({
        taskId: ctx.task.id,
        status,
        entityRef: entityRef || undefined,
        templateRef: ctx.templateInfo?.entityRef,
        userRef: ctx.user?.ref,
        details,
      });
      ctx.logger.info(`Recorded '${status}'.`);
    },
  });
}
