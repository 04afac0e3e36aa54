import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Roll back the image repository when a later step fails',
    example: stringify({
      steps: [
        {
          id: 'undo',
          name: 'Roll back',
          if: '${{ failure() and steps.ecr.output.undo }}',
          action: 'container-lens:undo',
          input: { tokens: ['${{ steps.ecr.output.undo }}'] },
        },
      ],
    }),
  },
];
