import { stringify } from 'yaml';

/**
 * Version of the service templates, in template, entity and lock.
 *
 * @public
 */
export const serviceTemplateVersion = '1.0.0';

const languages = [
  {
    id: 'node',
    title: 'Node.js service',
    description:
      'A container service on Node.js and Fastify with tests, pipeline, hardened deployment and image repository.',
    tags: ['container', 'node', 'recommended'],
  },
] as const;

type Language = (typeof languages)[number];

const header =
  '# Generated from packages/golden-path/src/template; a test keeps this file current.\n';

/**
 * The templates folder's own files, by name: one template for each language, and `all.yaml`, a location for people who
 * register templates by hand.
 *
 * @public
 */
export function renderServiceTemplates(): Record<string, string> {
  const templates = languages.map(language => ({
    name: `${language.id}-service.yaml`,
    text:
      header + stringify(serviceTemplate(language), { lineWidth: 0, aliasDuplicateObjects: false }),
  }));
  return {
    ...Object.fromEntries(templates.map(({ name, text }) => [name, text])),
    'all.yaml':
      header +
      stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Location',
        metadata: {
          name: 'container-lens-golden-paths',
          description: 'The packaged golden paths, for installations without the catalog module.',
        },
        spec: { targets: templates.map(({ name }) => `./${name}`) },
      }),
  };
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
        system: {
          title: 'System',
          type: 'string',
          description: 'Optional: the product it is part of.',
          'ui:field': 'EntityPicker',
          'ui:options': { catalogFilter: { kind: 'System' } },
        },
        // On the page of the name, which it follows.
        repoUrl: {
          title: 'Repository',
          type: 'string',
          'ui:field': 'RepositoryPicker',
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
          title: 'Size and scaling',
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

function steps(language: Language) {
  return [
    {
      id: 'values',
      name: 'Resolve platform values',
      action: 'container-lens:values:resolve',
      input: {
        language: language.id,
        target: '${{ parameters.target }}',
        ci: '${{ goldenPath("ci.default") }}',
        name: '${{ parameters.name }}',
        repoUrl: '${{ parameters.repoUrl }}',
        overrides: { size: '${{ parameters.size }}' },
      },
    },
    {
      id: 'render',
      name: 'Render the golden path',
      action: 'container-lens:skeleton:render',
      input: {
        template: `template:default/${language.id}-service`,
        templateVersion: serviceTemplateVersion,
        overlays: [
          'base',
          `lang/${language.id}`,
          'deploy/${{ parameters.target }}',
          'ci/${{ goldenPath("ci.default") }}',
          'updates/${{ goldenPath("updateBot") }}',
          'infra/ecr',
        ],
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
        requiredStatusCheckContexts: ['verify'],
      },
    },
    {
      id: 'register',
      name: 'Register in the catalog',
      action: 'catalog:register',
      input: {
        // A full URL: Gitea's contents URL ends with a slash and GitHub's does not, and a path beginning with a slash
        // is resolved against the branch on GitHub only.
        catalogInfoUrl:
          '${{ steps["publish-gitea"].output.repoContentsUrl or steps["publish-github"].output.repoContentsUrl }}${{ "" if steps["publish-gitea"].output.repoContentsUrl else "/" }}catalog-info.yaml',
      },
    },
  ];
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
        url: '${{ steps["publish-gitea"].output.remoteUrl or steps["publish-github"].output.remoteUrl }}',
      },
    ],
    text: [{ title: 'Container Build Lens', content: '${{ steps.check.output.summary }}' }],
  };
}
