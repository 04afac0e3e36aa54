import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Write the files of Amazon ECS beside the manifest of a service of Copilot',
    example: stringify({
      steps: [
        {
          id: 'leave',
          name: 'Write the files of the target',
          action: 'container-lens:copilot:leave',
          input: {
            service: 'storefront',
            environment: '',
            target: 'ecs',
            owner: 'group:default/storefront',
          },
        },
      ],
    }),
  },
];
