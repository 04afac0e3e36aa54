import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'What a manifest of AWS Copilot says, and what becomes of each field',
    example: stringify({
      steps: [
        {
          id: 'convert',
          name: 'Read the manifest of Copilot',
          action: 'container-lens:copilot:convert',
          input: { service: 'storefront', environment: 'production' },
        },
      ],
    }),
  },
];
