import { leaveTargets, leaveTemplate } from '../leave/renderLeave';
import { formatTemplate } from './formatTemplate';
import { requestOutput } from './requestOutput';

/**
 * The template `leave-copilot.yaml`: a service of AWS Copilot becomes a service of another target, as a pull request.
 *
 * @public
 */
export function renderLeaveCopilotTemplate(): { name: string; text: string } {
  return { name: 'leave-copilot.yaml', text: formatTemplate(leaveCopilotTemplate()) };
}

function leaveCopilotTemplate() {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: 'leave-copilot',
      title: 'Leave AWS Copilot',
      description:
        'Reads a service of AWS Copilot in an existing repository and proposes the files of a supported deploy target, with a page that says what became of every field of the manifest.',
      annotations: { 'backstage.io/template-version': leaveTemplate.version },
      tags: ['container', 'copilot', 'existing'],
    },
    spec: {
      owner: 'platform',
      type: 'change',
      parameters: parameters(),
      steps: steps(),
      output: requestOutput('leave'),
    },
  };
}

const titles: Readonly<Record<(typeof leaveTargets)[number], string>> = {
  ecs: 'Amazon ECS (Fargate)',
  helm: 'Helm (EKS)',
  'ecs-express': 'Amazon ECS Express Mode',
  kustomize: 'Kustomize (EKS, GitOps)',
};

function parameters() {
  return [
    {
      title: 'The service',
      required: ['repoUrl', 'owner'],
      properties: {
        repoUrl: {
          title: 'Repository',
          type: 'string',
          description: 'Its address in the browser. Nothing but a request is made.',
          pattern: '^https?://\\S+$',
          maxLength: 2000,
          'ui:autofocus': true,
          'ui:placeholder': 'https://github.com/shop/orders',
        },
        ref: {
          title: 'Branch',
          type: 'string',
          description:
            'Optional: another one than the default branch; the request goes there, too.',
          maxLength: 200,
        },
        service: {
          title: 'Name of the service in Copilot',
          type: 'string',
          description: 'The folder below copilot/. Leave it empty when there is only one.',
          maxLength: 255,
        },
        environment: {
          title: 'Environment of Copilot',
          type: 'string',
          description:
            'Whose values are taken. Leave it empty for the one called production, or those that all share.',
          maxLength: 255,
        },
        owner: {
          title: 'Owner',
          type: 'string',
          description: 'The team that runs it.',
          'ui:field': 'OwnerPicker',
          'ui:options': { catalogFilter: { kind: 'Group' } },
        },
      },
    },
    {
      title: 'Where it goes',
      required: ['target'],
      properties: {
        target: {
          title: 'Deploy target',
          type: 'string',
          default: 'ecs',
          enum: [...leaveTargets],
          enumNames: leaveTargets.map(target => titles[target]),
          description:
            'ECS is nearest: the same Fargate, without Copilot. ECS Express Mode runs services only. The pipeline of the repository stays as it is.',
          'ui:widget': 'radio',
        },
        removeCopilot: {
          title: 'Remove the folder of the service below copilot/',
          type: 'boolean',
          default: false,
          description:
            'Leave it there until the old service is deleted: copilot svc delete needs it.',
        },
        draft: {
          title: 'Open the request as a draft',
          type: 'boolean',
          default: false,
        },
      },
    },
  ];
}

function steps() {
  // What was there before is not held against the change; the step that writes compares, and fails when it is worse.
  const judged = { sourcePath: 'repository', failOn: 'never' };
  const service = '${{ parameters.service or "" }}';
  const environment = '${{ parameters.environment or "" }}';
  return [
    {
      id: 'read',
      name: 'Read the repository',
      action: 'container-lens:service:read',
      input: { repoUrl: '${{ parameters.repoUrl }}', ref: '${{ parameters.ref or "" }}' },
    },
    {
      id: 'before',
      name: 'Judge it as it is',
      action: 'container-lens:validate',
      input: { name: 'Now', ...judged },
    },
    {
      id: 'convert',
      name: 'Read the manifest of Copilot',
      action: 'container-lens:copilot:convert',
      input: { service, environment },
    },
    {
      id: 'leave',
      name: 'Write the files of the target',
      action: 'container-lens:copilot:leave',
      input: {
        service,
        environment,
        target: '${{ parameters.target }}',
        owner: '${{ parameters.owner }}',
        removeCopilot: '${{ parameters.removeCopilot or false }}',
      },
    },
    {
      id: 'after',
      name: 'Judge the result',
      action: 'container-lens:validate',
      input: { name: 'After', ...judged },
    },
    {
      id: 'propose',
      name: 'Propose the change',
      if: '${{ steps.leave.output.changed }}',
      action: 'container-lens:change:propose',
      input: {
        repoUrl: '${{ parameters.repoUrl }}',
        branch: 'leave-copilot/${{ steps.leave.output.name }}',
        targetBranch: '${{ steps.read.output.branch or "" }}',
        baseCommit: '${{ steps.read.output.commit }}',
        title: '${{ steps.leave.output.title }}',
        body: '${{ steps.leave.output.body }}',
        sourcePath: 'repository',
        draft: '${{ parameters.draft or false }}',
      },
    },
    {
      id: 'undo',
      name: 'Take back what was proposed',
      if: '${{ failure() and steps.propose.output.undo }}',
      action: 'container-lens:undo',
      input: { tokens: ['${{ steps.propose.output.undo }}'] },
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
          commit: '${{ steps.read.output.commit }}',
          request: '${{ steps.propose.output.url }}',
          notUndone: '${{ steps.undo.output.failed }}',
        },
      },
    },
  ];
}
