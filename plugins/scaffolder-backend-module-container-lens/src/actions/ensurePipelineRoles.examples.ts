import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Write the roles of the pipeline into the workspace, for a review',
    example: stringify({
      steps: [
        {
          id: 'roles',
          name: 'Roles of the pipeline',
          action: 'aws:iam:pipeline-roles:ensure',
          input: {
            repoUrl: 'github.com?owner=example&repo=orders',
            environments: ['staging', 'production'],
          },
        },
      ],
    }),
  },
  {
    description: 'Create the roles as well',
    example: stringify({
      steps: [
        {
          id: 'roles',
          name: 'Roles of the pipeline',
          action: 'aws:iam:pipeline-roles:ensure',
          input: {
            repoUrl: 'github.com?owner=example&repo=orders',
            environments: ['staging', 'production'],
            mode: 'apply',
          },
        },
      ],
    }),
  },
];
