import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Pin a parent image, and refuse one that is not for both architectures',
    example: stringify({
      steps: [
        {
          id: 'parent',
          name: 'Pin the parent image',
          action: 'container-lens:image:resolve',
          input: {
            ref: 'localhost:5000/org/node-runtime:24.21.0-r7',
            platforms: ['linux/amd64', 'linux/arm64'],
          },
        },
      ],
    }),
  },
];
