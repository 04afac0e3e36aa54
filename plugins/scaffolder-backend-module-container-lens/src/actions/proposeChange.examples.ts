import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Propose what earlier steps did to a repository that was read',
    example: stringify({
      steps: [
        {
          id: 'propose',
          name: 'Propose the change',
          action: 'container-lens:change:propose',
          input: {
            repoUrl: 'git.example.com?owner=shop&repo=orders',
            branch: 'container-lens/base-image',
            title: 'Build on the parent image of the organisation',
            body: 'Replaces the base image, and says the user by number.',
            sourcePath: 'repository',
          },
        },
      ],
    }),
  },
  {
    description: 'A draft for people who look first, from the commit that was read',
    example: stringify({
      steps: [
        {
          id: 'propose',
          name: 'Propose the change',
          action: 'container-lens:change:propose',
          input: {
            repoUrl: 'git.example.com?owner=shop&repo=orders',
            branch: 'container-lens/leave-copilot',
            targetBranch: 'main',
            title: 'Leave AWS Copilot',
            body: 'See docs/leave-copilot.md.',
            sourcePath: 'repository',
            draft: true,
            reviewers: ['tess'],
          },
        },
      ],
    }),
  },
];
