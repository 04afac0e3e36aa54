import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Empty secrets for a service, in the account of its environment',
    example: stringify({
      steps: [
        {
          id: 'secrets',
          name: 'Places for secrets',
          action: 'aws:secretsmanager:secret:ensure',
          input: {
            service: 'orders',
            environment: 'staging',
            names: ['database-url', 'api-key'],
            tags: { owner: 'group:default/team-a' },
          },
        },
      ],
    }),
  },
];
