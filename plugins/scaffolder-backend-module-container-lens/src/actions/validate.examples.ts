import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Fail on high and critical failures',
    example: stringify({
      steps: [
        {
          id: 'check',
          name: 'Check against the Container Build Lens',
          action: 'container-lens:validate',
          input: { name: 'orders', failOn: 'high' },
        },
      ],
    }),
  },
  {
    description: 'Only report, and keep the report in the repository',
    example: stringify({
      steps: [
        {
          id: 'check',
          name: 'Check against the Container Build Lens',
          action: 'container-lens:validate',
          input: { name: 'orders', failOn: 'never', reportPath: 'docs/lens-report.md' },
        },
      ],
    }),
  },
];
