import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Read the repository of a service',
    example: stringify({
      steps: [
        {
          id: 'read',
          name: 'Read the repository',
          action: 'container-lens:service:read',
          input: { repoUrl: 'localhost:7007?owner=shop&repo=orders' },
        },
      ],
    }),
  },
  {
    description: 'Read one service of a larger repository, with a port that a person knows',
    example: stringify({
      steps: [
        {
          id: 'read',
          name: 'Read the repository',
          action: 'container-lens:service:read',
          input: {
            repoUrl: 'localhost:7007?owner=shop&repo=platform',
            path: 'services/invoices',
            answers: { port: 9000 },
          },
        },
      ],
    }),
  },
];
