import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'How far the repository of a service is from the golden path',
    example: stringify({
      steps: [
        {
          id: 'ecr',
          name: 'Check the image repository',
          action: 'aws:ecr:repository:check',
          input: { name: 'services/orders', account: '111122223333', region: 'eu-west-1' },
        },
      ],
    }),
  },
];
