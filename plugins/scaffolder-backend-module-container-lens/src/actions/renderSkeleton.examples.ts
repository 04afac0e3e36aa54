import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Render the update bot and the image repository of an existing service',
    example: stringify({
      steps: [
        {
          id: 'render',
          name: 'Render the golden path',
          action: 'container-lens:skeleton:render',
          input: {
            template: 'template:default/node-service',
            templateVersion: '1.0.0',
            overlays: ['base', 'updates/renovate', 'infra/ecr'],
            targetPath: 'staging',
            values: {
              name: 'orders',
              description: 'Takes orders.',
              owner: 'group:default/team-a',
              system: '',
              service: '${{ steps.values.output.service }}',
              platform: '${{ steps.values.output.values }}',
            },
          },
        },
      ],
    }),
  },
];
