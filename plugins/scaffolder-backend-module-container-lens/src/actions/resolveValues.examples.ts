import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Resolve a Node.js service for Helm with the defaults of the platform',
    example: stringify({
      steps: [
        {
          id: 'values',
          name: 'Resolve platform values',
          action: 'container-lens:values:resolve',
          input: { language: 'node', target: 'helm', ci: 'github', name: 'orders' },
        },
      ],
    }),
  },
  {
    description: 'Resolve a larger service that reads a secret',
    example: stringify({
      steps: [
        {
          id: 'values',
          name: 'Resolve platform values',
          action: 'container-lens:values:resolve',
          input: {
            language: 'node',
            target: 'helm',
            ci: 'github',
            name: 'orders',
            overrides: {
              size: { cpu: 1024, memory: 2048, min: 3, max: 20 },
              secrets: ['database-url'],
            },
          },
        },
      ],
    }),
  },
];
