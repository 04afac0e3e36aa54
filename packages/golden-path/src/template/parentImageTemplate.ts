import { parentFamilies, parentOverlays } from '../parent/parentOverlays';
import { formatTemplate } from './formatTemplate';
import { publishedCatalogInfo, publishedUrl } from './published';

/**
 * Version of the template of parent images, in template, entity and lock.
 *
 * @public
 */
export const parentImageTemplateVersion = '1.1.0';

const familyTitles: Readonly<Record<(typeof parentFamilies)[number], string>> = {
  node: 'Node.js',
  go: 'Go',
  python: 'Python',
  java: 'Java',
};

const account = '${{ goldenPath("registry.account") }}';
const region = '${{ goldenPath("registry.region") }}';
const host = `${account}.dkr.ecr.${region}.amazonaws.com\${{ ".cn" if "cn-" in goldenPath("registry.region") else "" }}`;
const partition =
  '${{ "aws-cn" if "cn-" in goldenPath("registry.region") else ("aws-us-gov" if "us-gov-" in goldenPath("registry.region") else "aws") }}';
const role = (purpose: string) =>
  `arn:${partition}:iam::${account}:role/\${{ parameters.name }}-${purpose}`;

/**
 * The template `parent-image.yaml`: a repository of an organisation's own parent images.
 *
 * @public
 */
export function renderParentImageTemplate(): { name: string; text: string } {
  return {
    name: 'parent-image.yaml',
    text: formatTemplate(parentImageTemplate()),
  };
}

function parentImageTemplate() {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: 'parent-image',
      title: 'Parent images',
      description:
        "The organisation's own images that services are built from: layered, shell-free where they run, tested, signed and rebuilt every week.",
      annotations: { 'backstage.io/template-version': parentImageTemplateVersion },
      tags: ['container', 'platform'],
    },
    spec: {
      owner: 'platform',
      type: 'parent-image',
      parameters: parameters(),
      steps: steps(),
      output: output(),
    },
  };
}

function parameters() {
  const group = {
    'ui:field': 'OwnerPicker',
    'ui:options': { catalogFilter: { kind: 'Group' } },
  };
  return [
    {
      title: 'The repository',
      required: ['name', 'owner', 'approvers', 'description', 'repoUrl'],
      properties: {
        name: {
          title: 'Name',
          type: 'string',
          description: 'Small letters, digits and hyphens.',
          default: 'parent-images',
          'ui:field': 'ContainerLensServiceNamePicker',
          'ui:autofocus': true,
        },
        owner: {
          title: 'Owner',
          type: 'string',
          description: 'The team that maintains it.',
          ...group,
        },
        approvers: {
          title: 'Approvers',
          type: 'string',
          description: 'Who must agree to every change, because all services depend on it.',
          ...group,
        },
        description: {
          title: 'What it is, in one sentence',
          type: 'string',
          maxLength: 160,
          default: 'The images that our services are built from and run in.',
        },
        repoUrl: { title: 'Repository', type: 'string', 'ui:field': 'RepositoryPicker' },
      },
    },
    {
      title: 'The images',
      required: ['families', 'namespace', 'upstream', 'schedule'],
      properties: {
        families: {
          title: 'Languages',
          type: 'array',
          minItems: 1,
          uniqueItems: true,
          items: {
            type: 'string',
            enum: [...parentFamilies],
            enumNames: parentFamilies.map(family => familyTitles[family]),
          },
          default: [...parentFamilies],
          'ui:widget': 'checkboxes',
        },
        namespace: {
          title: 'Namespace in the registry',
          type: 'string',
          description: 'The images are named <namespace>/node-build and so on.',
          pattern: '^[a-z][a-z0-9-]*$',
          maxLength: 100,
          default: 'org',
        },
        upstream: {
          title: 'Upstreams',
          type: 'string',
          description:
            'Path of the official images in the registry; the default is that of a pull-through cache of public.ecr.aws, which the repository brings.',
          pattern: '^[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*$',
          maxLength: 200,
          default: 'ecr-public/docker/library',
        },
        schedule: {
          title: 'Rebuild',
          type: 'string',
          description: 'When everything is rebuilt: minute, hour, day, month, weekday, in UTC.',
          pattern: '^[\\d*,/-]+( [\\d*,/-]+){4}$',
          maxLength: 100,
          default: '17 3 * * 1',
        },
      },
    },
  ];
}

function steps() {
  return [
    {
      id: 'render',
      name: 'Render the parent images',
      action: 'container-lens:skeleton:render',
      input: {
        template: 'template:default/parent-image',
        templateVersion: parentImageTemplateVersion,
        overlays: parentOverlays(),
        values: {
          name: '${{ parameters.name }}',
          description: '${{ parameters.description }}',
          owner: '${{ parameters.owner }}',
          parents: {
            families: '${{ parameters.families }}',
            registry: {
              account,
              region,
              namespace: '${{ parameters.namespace }}',
              prefix: `${host}/\${{ parameters.namespace }}`,
            },
            upstream: `${host}/\${{ parameters.upstream }}`,
            schedule: '${{ parameters.schedule }}',
            approvers: '${{ parameters.approvers }}',
          },
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
        gitCommitMessage: 'Create the parent images from the golden path',
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
        gitCommitMessage: 'Create the parent images from the golden path',
        repoVariables: {
          ECR_REGISTRY: host,
          ECR_NAMESPACE: '${{ parameters.namespace }}',
          AWS_REGION: region,
          AWS_PULL_ROLE_ARN: role('pull'),
          AWS_BUILD_ROLE_ARN: role('build'),
          AWS_RELEASE_ROLE_ARN: role('release'),
        },
        protectDefaultBranch: true,
        requiredApprovingReviewCount: 1,
        requireCodeOwnerReviews: true,
        requiredStatusCheckContexts: ['verify'],
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
        gitCommitMessage: 'Create the parent images from the golden path',
        // The default branch of a new project is protected by GitLab itself.
        settings: {
          description: '${{ parameters.description }}',
          visibility: 'private',
          only_allow_merge_if_all_discussions_are_resolved: true,
        },
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
        url: publishedUrl,
      },
    ],
    text: [{ title: 'Container Build Lens', content: '${{ steps.check.output.summary }}' }],
  };
}
