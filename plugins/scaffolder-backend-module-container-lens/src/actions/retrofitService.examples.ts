import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Mend the repository that service:read brought',
    example: stringify({
      steps: [
        {
          id: 'retrofit',
          name: 'Mend the repository',
          action: 'container-lens:service:retrofit',
          input: {
            repositoryName: 'shop',
            answers: { owner: 'group:default/storefront', target: 'helm', ci: 'github' },
          },
        },
      ],
    }),
  },
  {
    description: 'Only the Dockerfile and its ignore file',
    example: stringify({
      steps: [
        {
          id: 'retrofit',
          name: 'Mend the repository',
          action: 'container-lens:service:retrofit',
          input: {
            repositoryName: 'shop',
            answers: { target: 'none', ci: 'none', updateBot: 'none' },
          },
        },
      ],
    }),
  },
];
