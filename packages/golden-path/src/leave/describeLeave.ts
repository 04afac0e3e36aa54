import { LeavePlan, leaveReportPath } from './leavePlan';
import { placeOf } from './placeOf';

const longestBody = 20_000;

type Described = Omit<LeavePlan, 'changes' | 'before' | 'after' | 'regressions'> & {
  readonly removes: boolean;
  readonly environments: readonly string[];
  readonly platformEnvironments: readonly string[];
  readonly image: string;
};

/** `docs/leave-copilot.md`: what became of every field. The same input gives the same bytes. */
export function renderLeaveReport(plan: Described): string {
  const { name, target, manifestPath, environment, service, fields, kept, guidance } = plan;
  const { workload } = service;
  const moved = fields.filter(({ to }) => to !== undefined);
  const left = fields.filter(({ to }) => to === undefined);
  const origin =
    environment === undefined
      ? 'the values that all its environments share'
      : `the values of its environment ${code(environment)}`;
  const lines = [
    '# Leaving AWS Copilot',
    '',
    `AWS Copilot is not supported any more since 2026-06-12. This page says what became of ${code(manifestPath)}: every field is in one of the two tables. The new description of ${code(name)} for the target ${code(target)} was made from ${origin}.`,
    '',
    '## What came along',
    '',
    '| Field of the manifest | Value | In the service description | File |',
    '| --- | --- | --- | --- |',
    ...moved.map(
      ({ path, value, to = '' }) =>
        `| ${code(path)} | ${code(value)} | ${plain(to)} | ${code(placeOf({ target, workload, to }))} |`,
    ),
    '',
    '## What did not, or not so',
    '',
    '| Field or file | Value | Why, and what to do |',
    '| --- | --- | --- |',
    ...left.map(
      ({ path, value, reason = '' }) =>
        `| ${code(path)} | ${value === '' ? '' : code(value)} | ${plain(reason)} |`,
    ),
    '',
    '## Environments',
    '',
    '| Of Copilot | Here |',
    '| --- | --- |',
    ...plan.environments.map(
      one =>
        `| ${code(one)} | ${plan.platformEnvironments.includes(one) ? code(one) : `none of that name; the platform has ${plan.platformEnvironments.join(', ')}`} |`,
    ),
    ...(plan.environments.length === 0 ? ['| none named in the manifest | |'] : []),
    '',
    '## Files of yours that stayed as they are',
    '',
    ...(kept.length === 0 ? ['None was in the way.'] : []),
    ...kept.map(({ path, why }) => `- ${code(path)}: ${plain(why)}`),
    '',
    '## Before the first release',
    '',
    ...guidance.map(({ title, text }) => `- **${plain(title)}**: ${plain(text)}`),
    '',
    '## Step by step',
    '',
    '1. Work through the second table, and merge.',
    `2. Push the image to ${code(plan.image)} with the pipeline you have, and deploy its digest to the first environment: ${code('ci/deploy.sh')}; [deployment.md](deployment.md) says with which variables.`,
    '3. Compare: the same requests, the same rows in the database, the same messages. Both run side by side; a worker or a job on both sides does the work twice, so stop one.',
    '4. Move the traffic: DNS, listener rule or caller, one environment after the other.',
    plan.removes
      ? `5. When nothing calls the old service any more, delete it: ${code(`copilot svc delete --name ${name}`)}, or ${code('copilot job delete')} for a job. Do it from a commit that still has ${code(`copilot/${name}`)}; this one has removed it. Addons with data (tables, buckets, queues) are deleted with the service: take them over into a stack of their own before.`
      : `5. When nothing calls the old service any more, delete it: ${code(`copilot svc delete --name ${name}`)}, or ${code('copilot job delete')} for a job. Addons with data (tables, buckets, queues) are deleted with it: take them over into a stack of their own before. Then remove ${code(`copilot/${name}`)}, which is still here so that the old service can be changed until then.`,
    '',
    'Nothing here has touched AWS: which resources exist, whether the new target reaches them, and what the old stacks would delete cannot be seen in a repository.',
    '',
  ];
  return lines.join('\n');
}

/**
 * Title and text of the request, in Markdown. The table of values is in the page only.
 *
 * @public
 */
export function describeLeave(plan: LeavePlan): { readonly title: string; readonly body: string } {
  const { name, target, fields, changes, kept, guidance, before, after } = plan;
  const left = fields.filter(({ to }) => to === undefined);
  const removed = changes.filter(change => change.after === undefined);
  const body = [
    `Describes ${code(name)} for the target ${code(target)}, from its manifest of AWS Copilot. Nothing in AWS has changed; read ${code(leaveReportPath)} first.`,
    '',
    '|  | Now | After |',
    '| --- | --- | --- |',
    `| Grade | ${before.score.grade} | ${after.score.grade} |`,
    `| High risks | ${before.score.highRisks} | ${after.score.highRisks} |`,
    '',
    `${fields.length - left.length} fields came along, ${left.length} need a decision of yours:`,
    '',
    ...left.slice(0, 60).map(({ path, reason = '' }) => `- ${code(path)}: ${plain(reason)}`),
    ...(left.length > 60 ? [`- and ${left.length - 60} more`] : []),
    '',
    '## Before the first release',
    '',
    ...guidance.map(({ title, text }) => `- **${plain(title)}**: ${plain(text)}`),
    '',
    '## Files',
    '',
    `${changes.length - removed.length} written, ${removed.length} removed, ${kept.length} of yours kept as they are.`,
    ...kept.slice(0, 40).map(({ path, why }) => `- ${code(path)}: ${plain(why)}`),
  ].join('\n');
  return {
    title: `Leave AWS Copilot: ${name} on ${target}`,
    body:
      body.length <= longestBody
        ? body
        : `${body.slice(0, body.lastIndexOf('\n', longestBody - 100))}\n\nThe rest is in ${leaveReportPath}.`,
  };
}

/** Text of a repository is hostile: nothing of it becomes markup, and no cell ends early. */
function code(text: string): string {
  return `\`${
    text
      .replace(/[`\s]+/g, ' ')
      .replaceAll('|', '\\|')
      .trim() || ' '
  }\``;
}

function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/([[\]<>@`*_\\|])/g, '\\$1')
    .trim();
}
