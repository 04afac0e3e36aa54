import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Create a stack from a template in the workspace, and wait for it',
    example: stringify({
      steps: [
        {
          id: 'stack',
          name: 'Infrastructure of the service',
          action: 'aws:cloudformation:stack:ensure',
          input: {
            stackName: 'orders-staging',
            templatePath: 'infra/service.yaml',
            parameters: { Environment: 'staging' },
            account: '111122223333',
            region: 'eu-west-1',
            tags: { owner: 'group:default/team-a' },
          },
        },
      ],
    }),
  },
];
