import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'The image repository of a service, when the portal may create it',
    example: stringify({
      steps: [
        {
          id: 'ecr',
          name: 'Image repository',
          if: '${{ goldenPath("aws.enabled") }}',
          action: 'aws:ecr:repository:ensure',
          input: {
            name: '${{ steps.values.output.values.registry.repository }}',
            account: '${{ steps.values.output.values.registry.account }}',
            region: '${{ steps.values.output.values.registry.region }}',
            kmsKeyArn: '${{ steps.values.output.values.registry.kmsKeyArn }}',
            preset: 'service',
            tags: { owner: '${{ parameters.owner }}' },
          },
        },
      ],
    }),
  },
  {
    description: 'The repository of a parent image, whose channels move',
    example: stringify({
      steps: [
        {
          id: 'ecr',
          name: 'Repository of the parent',
          action: 'aws:ecr:repository:ensure',
          input: {
            name: 'org/node-runtime',
            account: '111122223333',
            region: 'eu-west-1',
            preset: 'parent',
            extraExclusions: ['nightly'],
          },
        },
      ],
    }),
  },
];
