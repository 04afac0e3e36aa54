import { retrofitTemplateVersion } from '../retrofit/plan/renderForRepository';
import { formatTemplate } from './formatTemplate';
import { requestOutput } from './requestOutput';

/**
 * The template `retrofit-service.yaml`: a pull request that mends the container build of a repository that exists.
 *
 * @public
 */
export function renderRetrofitTemplate(): { name: string; text: string } {
  return { name: 'retrofit-service.yaml', text: formatTemplate(retrofitTemplate()) };
}

function retrofitTemplate() {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: 'retrofit-service',
      title: 'Retrofit a service',
      description:
        'Shows how an existing repository scores and opens a request that mends its container build. Application code is never touched.',
      annotations: { 'backstage.io/template-version': retrofitTemplateVersion },
      tags: ['container', 'existing'],
    },
    spec: {
      owner: 'platform',
      type: 'service',
      parameters: parameters(),
      steps: steps(),
      output: requestOutput('retrofit'),
    },
  };
}

const asPlatform = ['platform', 'What the platform prefers'] as const;
const nothing = ['none', 'Nothing'] as const;

/** A choice with words for people. */
function choice(title: string, description: string, ...values: (readonly [string, string])[]) {
  const offered = [asPlatform, ...values, nothing];
  return {
    title,
    type: 'string',
    description,
    default: 'platform',
    enum: offered.map(([id]) => id),
    enumNames: offered.map(([, name]) => name),
  };
}

function parameters() {
  return [
    {
      title: 'The repository',
      required: ['repoUrl', 'owner'],
      properties: {
        repoUrl: {
          title: 'Repository',
          type: 'string',
          description: 'Its address in the browser.',
          pattern: '^https?://\\S+$',
          maxLength: 2000,
          'ui:autofocus': true,
          'ui:placeholder': 'https://github.com/shop/orders',
        },
        owner: {
          title: 'Owner',
          type: 'string',
          description: 'The team that runs the service.',
          'ui:field': 'OwnerPicker',
          'ui:options': { catalogFilter: { kind: 'Group' } },
        },
        path: {
          title: 'Folder of the service',
          type: 'string',
          description:
            'Only where the repository holds more than one; a pipeline is not added there.',
          pattern: '^[^/\\s][^\\s]*$',
          maxLength: 300,
        },
      },
    },
    {
      title: 'What to bring',
      properties: {
        target: choice(
          'Deploy target',
          'Added where the repository is not deployed in any way.',
          ['helm', 'Helm (EKS)'],
          ['kustomize', 'Kustomize (EKS)'],
          ['ecs', 'Amazon ECS'],
          ['ecs-express', 'Amazon ECS Express Mode'],
        ),
        ci: choice(
          'Pipeline',
          'Added where the repository has none.',
          ['github', 'GitHub Actions'],
          ['gitlab', 'GitLab CI/CD'],
          ['codebuild', 'AWS CodeBuild'],
        ),
        updateBot: choice(
          'Update bot',
          'Added where none is set up.',
          ['renovate', 'Renovate'],
          ['dependabot', 'Dependabot'],
        ),
        moveParent: {
          title: "Move to the organisation's parent image where that is proven to be compatible",
          type: 'boolean',
          default: true,
        },
        addTarget: {
          title: 'Add the deploy target beside what deploys the service today',
          type: 'boolean',
          default: false,
        },
        addPipeline: {
          title: 'Add the pipeline beside the one that is there',
          type: 'boolean',
          default: false,
        },
        snippets: {
          title: 'Add a page with health and shutdown code to copy',
          type: 'boolean',
          default: false,
        },
      },
    },
    {
      title: 'Preview',
      properties: {
        preview: { title: 'Now and after', type: 'null', 'ui:field': 'RetrofitPreview' },
        name: {
          title: 'Name of the service',
          type: 'string',
          description: 'Only where what was read is wrong, as everything below.',
          maxLength: 40,
        },
        language: {
          title: 'Language',
          type: 'string',
          enum: ['node', 'go', 'python', 'java'],
          enumNames: ['Node.js', 'Go', 'Python', 'Java'],
        },
        port: {
          title: 'Port',
          type: 'integer',
          minimum: 1,
          maximum: 65_535,
        },
        workload: {
          title: 'Kind of workload',
          type: 'string',
          enum: ['service', 'worker', 'job'],
          enumNames: ['Answers requests', 'Takes work by itself', 'Runs on a schedule'],
        },
        healthPath: {
          title: 'Health path',
          type: 'string',
          description: 'Answers 200 while the service can serve.',
          pattern: '^/[A-Za-z0-9/_.-]*$',
          maxLength: 200,
        },
        testCommand: {
          title: 'Test command',
          type: 'string',
          description: 'One plain command.',
          pattern: '^[A-Za-z0-9_./][\\w ./:=@,+-]*$',
          maxLength: 200,
        },
      },
    },
  ];
}

/** What the platform prefers is no answer. */
const chosen = (name: string) =>
  `\${{ parameters.${name} if parameters.${name} and parameters.${name} != "platform" else "" }}`;
const given = (name: string) => `\${{ parameters.${name} or "" }}`;

/** The same for reading and for planning. */
function facts() {
  return Object.fromEntries(
    ['name', 'language', 'port', 'workload', 'healthPath', 'testCommand'].map(name => [
      name,
      given(name),
    ]),
  );
}

function steps() {
  const repository = { repoUrl: '${{ parameters.repoUrl }}' };
  const folder = 'repository${{ "/" + parameters.path if parameters.path else "" }}';
  const validate = { sourcePath: folder, failOn: 'never' };
  return [
    {
      id: 'read',
      name: 'Read the repository',
      action: 'container-lens:service:read',
      input: { ...repository, path: given('path'), answers: facts() },
    },
    {
      id: 'before',
      name: 'Score of today',
      action: 'container-lens:validate',
      input: { name: 'Now', ...validate },
    },
    {
      id: 'retrofit',
      name: 'Mend the container build',
      action: 'container-lens:service:retrofit',
      input: {
        path: given('path'),
        repositoryName: '${{ parameters.repoUrl }}',
        answers: {
          ...facts(),
          target: chosen('target'),
          ci: chosen('ci'),
          updateBot: chosen('updateBot'),
          owner: given('owner'),
          addTarget: '${{ true if parameters.addTarget else false }}',
          addPipeline: '${{ true if parameters.addPipeline else false }}',
          moveParent: '${{ false if parameters.moveParent == false else true }}',
          snippets: '${{ true if parameters.snippets else false }}',
          defaultBranch: '${{ steps.read.output.defaultBranch }}',
        },
      },
    },
    {
      id: 'after',
      name: 'Score of the request',
      action: 'container-lens:validate',
      input: { name: 'After', ...validate },
    },
    {
      id: 'propose',
      name: 'Open the request',
      if: '${{ steps.retrofit.output.changed }}',
      action: 'container-lens:change:propose',
      input: {
        ...repository,
        branch: 'retrofit/${{ steps.retrofit.output.name }}',
        title: '${{ steps.retrofit.output.title }}',
        body: '${{ steps.retrofit.output.body }}',
        baseCommit: '${{ steps.read.output.commit }}',
      },
    },
    {
      id: 'audit',
      name: 'Record how it ended',
      if: '${{ always() }}',
      action: 'container-lens:audit:record',
      input: {
        status: '${{ "failed" if failure() else "ok" }}',
        values: {
          repository: '${{ parameters.repoUrl }}',
          request: '${{ steps.propose.output.url }}',
          gradeBefore: '${{ steps.retrofit.output.before.grade }}',
          gradeAfter: '${{ steps.retrofit.output.after.grade }}',
        },
      },
    },
  ];
}
