import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Mend what can be mended',
    example: stringify({
      steps: [
        {
          id: 'patch',
          name: 'Mend the Dockerfile',
          action: 'container-lens:dockerfile:patch',
          input: { path: 'Dockerfile' },
        },
      ],
    }),
  },
  {
    description: 'Only the user, in a repository that service:read brought',
    example: stringify({
      steps: [
        {
          id: 'patch',
          name: 'Mend the Dockerfile',
          action: 'container-lens:dockerfile:patch',
          input: {
            sourcePath: 'repository',
            path: 'Dockerfile',
            fixes: ['sec-image-user-non-root'],
          },
        },
      ],
    }),
  },
];
