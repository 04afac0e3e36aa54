import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Record how the task ended, also when a step failed',
    example: stringify({
      steps: [
        {
          id: 'audit',
          name: 'Record',
          if: '${{ always() }}',
          action: 'container-lens:audit:record',
          input: {
            entityRef: '${{ steps.register.output.entityRef }}',
            status: '${{ "failed" if failure() else "ok" }}',
            values: {
              repository: '${{ steps["publish-github"].output.remoteUrl }}',
              image: '${{ steps.ecr.output.repositoryUri }}',
              notUndone: '${{ steps.undo.output.failed }}',
            },
          },
        },
      ],
    }),
  },
];
