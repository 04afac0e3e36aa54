import { formatTemplate } from './formatTemplate';
import { publishedCatalogInfo, publishedUrl } from './published';

/**
 * Version of the service templates, in template, entity and lock.
 *
 * @public
 */
export const serviceTemplateVersion = '1.3.0';

const languages = [
  {
    id: 'node',
    title: 'Node.js service',
    description:
      'A container service on Node.js and Fastify with tests, pipeline, hardened deployment and image repository.',
    tags: ['container', 'node', 'recommended'],
  },
  {
    id: 'go',
    title: 'Go service',
    description:
      'A container service in Go with the standard library, with tests, pipeline, hardened deployment and image repository.',
    tags: ['container', 'go'],
  },
  {
    id: 'python',
    title: 'Python service',
    description:
      'A container service on Python and FastAPI with tests, pipeline, hardened deployment and image repository.',
    tags: ['container', 'python'],
  },
  {
    id: 'java',
    title: 'Java service',
    description:
      'A container service on Java and Spring Boot with tests, pipeline, hardened deployment and image repository.',
    tags: ['container', 'java'],
  },
] as const;

type Language = (typeof languages)[number];

/**
 * The templates of services by file name, one for each language.
 *
 * @public
 */
export function renderServiceTemplates(): { name: string; text: string }[] {
  return languages.map(language => ({
    name: `${language.id}-service.yaml`,
    text: formatTemplate(serviceTemplate(language)),
  }));
}

function serviceTemplate(language: Language) {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: `${language.id}-service`,
      title: language.title,
      description: language.description,
      annotations: { 'backstage.io/template-version': serviceTemplateVersion },
      tags: language.tags,
    },
    spec: {
      owner: 'platform',
      type: 'service',
      parameters: parameters(language),
      steps: steps(language),
      output: output(),
    },
  };
}

function parameters(language: Language) {
  const options = { language: language.id };
  return [
    {
      title: 'The service',
      required: ['name', 'owner', 'description', 'repoUrl'],
      // A schedule stands beside the workload that needs one, not at the end.
      'ui:order': ['name', 'owner', 'description', 'workload', 'schedule', '*'],
      properties: {
        name: {
          title: 'Name',
          type: 'string',
          description:
            'Small letters, digits and hyphens; becomes the name of image and deployment, too.',
          'ui:field': 'ContainerLensServiceNamePicker',
          'ui:autofocus': true,
        },
        owner: {
          title: 'Owner',
          type: 'string',
          description: 'The team that runs it.',
          'ui:field': 'OwnerPicker',
          'ui:options': { catalogFilter: { kind: 'Group' } },
        },
        description: {
          title: 'What it does, in one sentence',
          type: 'string',
          maxLength: 160,
        },
        workload: {
          title: 'Kind of workload',
          type: 'string',
          default: 'service',
          enum: ['service', 'worker', 'job'],
          enumNames: [
            'Answers requests (service)',
            'Takes work by itself, for ever (worker)',
            'Runs on a schedule and ends (job)',
          ],
          'ui:widget': 'radio',
        },
        system: {
          title: 'System',
          type: 'string',
          description: 'Optional: the product it is part of.',
          'ui:field': 'EntityPicker',
          'ui:options': { catalogFilter: { kind: 'System' } },
        },
        labels: {
          title: 'Labels',
          type: 'object',
          additionalProperties: { type: 'string' },
          'ui:field': 'LabelsPicker',
          'ui:options': { language: language.id },
        },
        // On the page of the name, which it follows.
        repoUrl: {
          title: 'Repository',
          type: 'string',
          'ui:field': 'RepositoryPicker',
        },
      },
      dependencies: {
        workload: {
          oneOf: [
            { properties: { workload: { enum: ['service', 'worker'] } } },
            {
              required: ['schedule'],
              properties: {
                workload: { enum: ['job'] },
                schedule: {
                  title: 'Schedule (UTC)',
                  type: 'string',
                  default: '0 3 * * *',
                  maxLength: 100,
                  pattern: '^\\S+( \\S+){4}$',
                  description:
                    'Five fields: minute, hour, day of the month, month and day of the week. 0 3 * * * is every night at three.',
                },
              },
            },
          ],
        },
      },
    },
    {
      title: 'Run',
      required: ['target', 'size'],
      properties: {
        target: {
          title: 'Deploy target',
          type: 'string',
          'ui:field': 'DeployTargetPicker',
          'ui:options': options,
        },
        size: {
          title: 'Size',
          type: 'object',
          properties: {
            cpu: { type: 'integer' },
            memory: { type: 'integer' },
            min: { type: 'integer' },
            max: { type: 'integer' },
          },
          'ui:field': 'TaskSizePicker',
          'ui:options': options,
        },
        secrets: {
          title: 'Secrets',
          type: 'array',
          items: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,99}$' },
          maxItems: 50,
          uniqueItems: true,
          default: [],
          'ui:field': 'SecretsPicker',
          'ui:options': options,
        },
      },
    },
    {
      title: 'Build',
      properties: {
        parents: {
          title: 'Parent images',
          type: 'string',
          'ui:field': 'ParentImagePicker',
          'ui:options': options,
        },
        pipeline: {
          title: 'Pipeline and updates',
          type: 'object',
          properties: { ci: { type: 'string' }, updateBot: { type: 'string' } },
          'ui:field': 'PipelinePicker',
          'ui:options': options,
        },
      },
    },
    {
      title: 'Preview',
      properties: {
        preview: {
          title: 'Container Build Lens',
          type: 'null',
          'ui:field': 'LensPreview',
          'ui:options': options,
        },
      },
    },
  ];
}

/** What was chosen; the configuration decides for those who start the template without the form. */
const ci = 'parameters.pipeline.ci or goldenPath("ci.default")';
const updateBot = 'parameters.pipeline.updateBot or goldenPath("updateBot")';

function steps(language: Language) {
  return [
    {
      id: 'values',
      name: 'Resolve platform values',
      action: 'container-lens:values:resolve',
      input: {
        language: language.id,
        target: '${{ parameters.target }}',
        ci: `\${{ ${ci} }}`,
        updateBot: `\${{ ${updateBot} }}`,
        name: '${{ parameters.name }}',
        repoUrl: '${{ parameters.repoUrl }}',
        overrides: {
          workload: '${{ parameters.workload }}',
          // A schedule stays in the form when somebody chooses another workload again.
          schedule: '${{ parameters.schedule if parameters.workload == "job" else "" }}',
          size: '${{ parameters.size }}',
          secrets: '${{ parameters.secrets or [] }}',
          parent: '${{ parameters.parents or "" }}',
          labels: '${{ parameters.labels or "" }}',
        },
        requireLabels: true,
      },
    },
    {
      id: 'render',
      name: 'Render the golden path',
      action: 'container-lens:skeleton:render',
      input: {
        template: `template:default/${language.id}-service`,
        templateVersion: serviceTemplateVersion,
        // With the overlays that the organisation adds to every service they fit.
        overlays: '${{ steps.values.output.overlays }}',
        values: {
          name: '${{ parameters.name }}',
          description: '${{ parameters.description }}',
          owner: '${{ parameters.owner }}',
          system: '${{ parameters.system or "" }}',
          service: '${{ steps.values.output.service }}',
          platform: '${{ steps.values.output.values }}',
        },
      },
    },
    {
      id: 'check',
      name: 'Check against the Container Build Lens',
      action: 'container-lens:validate',
      input: { name: '${{ parameters.name }}', failOn: 'high' },
    },
    {
      id: 'ecr',
      name: 'Create the image repository (Amazon ECR)',
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
    {
      id: 'publish-gitea',
      name: 'Publish the repository (Gitea)',
      if: '${{ scmType(parameters.repoUrl) == "gitea" }}',
      action: 'publish:gitea',
      input: {
        repoUrl: '${{ parameters.repoUrl }}',
        description: '${{ parameters.description }}',
        defaultBranch: 'main',
        gitCommitMessage: 'Create the service from the golden path',
      },
    },
    {
      id: 'publish-github',
      name: 'Publish the repository (GitHub)',
      if: '${{ scmType(parameters.repoUrl) == "github" }}',
      action: 'publish:github',
      input: {
        repoUrl: '${{ parameters.repoUrl }}',
        description: '${{ parameters.description }}',
        defaultBranch: 'main',
        gitCommitMessage: 'Create the service from the golden path',
        repoVariables: '${{ steps.values.output.repoVariables }}',
        protectDefaultBranch: true,
        requiredApprovingReviewCount: 1,
        requireCodeOwnerReviews: true,
        // The check that GitHub Actions and CodeBuild report; a branch that waits for a check nobody reports can never be merged.
        requiredStatusCheckContexts:
          '${{ ["verify"] if steps.values.output.values.ci == "github" or steps.values.output.values.ci == "codebuild" else [] }}',
      },
    },
    {
      id: 'publish-gitlab',
      name: 'Publish the repository (GitLab)',
      if: '${{ scmType(parameters.repoUrl) == "gitlab" }}',
      action: 'publish:gitlab',
      input: {
        repoUrl: '${{ parameters.repoUrl }}',
        defaultBranch: 'main',
        gitCommitMessage: 'Create the service from the golden path',
        // The default branch of a new project is protected by GitLab itself.
        settings: {
          description: '${{ parameters.description }}',
          visibility: 'private',
          only_allow_merge_if_all_discussions_are_resolved: true,
          // Nobody merges what its pipeline refuses; another pipeline than GitLab's reports nothing here.
          only_allow_merge_if_pipeline_succeeds: '${{ steps.values.output.values.ci == "gitlab" }}',
        },
        projectVariables: projectVariables(),
      },
    },
    {
      id: 'register',
      name: 'Register in the catalog',
      action: 'catalog:register',
      input: {
        catalogInfoUrl: publishedCatalogInfo,
      },
    },
    {
      id: 'undo',
      name: 'Take back what was created in the cloud',
      if: '${{ failure() and steps.ecr.output.undo }}',
      action: 'container-lens:undo',
      input: { tokens: ['${{ steps.ecr.output.undo }}'] },
    },
    {
      id: 'audit',
      name: 'Record how it ended',
      if: '${{ always() }}',
      action: 'container-lens:audit:record',
      input: {
        entityRef: '${{ steps.register.output.entityRef }}',
        status: '${{ "failed" if failure() else "ok" }}',
        values: {
          repository: publishedUrl,
          image: '${{ steps.ecr.output.repositoryUri }}',
          notUndone: '${{ steps.undo.output.failed }}',
        },
      },
    },
  ];
}

/** Written out, because the stock action changes what it is given, and values of earlier steps cannot be changed. */
function projectVariables() {
  const names = [
    'ECR_REGISTRY',
    'ECR_REPOSITORY',
    'AWS_REGION',
    'AWS_PULL_ROLE_ARN',
    'AWS_BUILD_ROLE_ARN',
  ];
  return names.map(key => ({
    key,
    value: `\${{ steps.values.output.repoVariables.${key} }}`,
    // Whoever may push some branch may not build in the name of the default branch.
    protected: key === 'AWS_BUILD_ROLE_ARN',
    raw: true,
  }));
}

function output() {
  return {
    links: [
      {
        title: 'Open in the catalog',
        icon: 'catalog',
        entityRef: '${{ steps.register.output.entityRef }}',
      },
      {
        title: 'Repository',
        url: publishedUrl,
      },
    ],
    text: [{ title: 'Container Build Lens', content: '${{ steps.check.output.summary }}' }],
  };
}
