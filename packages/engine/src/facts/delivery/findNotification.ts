import { CiModel, PipelineStep } from '../ci/model/pipeline';
import { SourceLocation } from '../image/imageConfig';
import { ships } from './imageBuildJobs';

const actions =
  /^(peter-evans\/repository-dispatch|slackapi\/slack-github-action|8398a7\/action-slack|rtCamp\/action-slack-notify|.*teams.*notif.*|.*notif.*teams.*|.*webhook.*|.*chat.*notif.*|act10ns\/slack|ravsamhq\/notify-slack-action|benc-uk\/workflow-dispatch|convictional\/trigger-workflow-and-wait|.*mattermost.*|.*discord.*)$/i;
const hooks =
  /hooks\.slack\.com|slack\.com\/api\/chat|webhook|\/dispatches\b|\/trigger\/pipeline\b|\/api\/notifications\b|discord\.com\/api/i;

/** A step of a pipeline that releases an image and tells others about it. */
export function findNotification(ci: CiModel): SourceLocation | undefined {
  const releases = ci.pipelines.filter(pipeline =>
    ci.builds.some(build => build.pipeline === pipeline && ships(ci, build)),
  );
  for (const step of releases.flatMap(({ jobs }) => jobs.flatMap(({ steps }) => steps))) {
    const line = notifyingLine(step);
    if (line !== undefined) return { path: step.path, line: line === 0 ? step.line : line };
  }
  return undefined;
}

/** 0 for the step as a whole. */
function notifyingLine({ uses, commands, env }: PipelineStep): number | undefined {
  if (actions.test(uses?.name ?? '')) return 0;
  for (const { name, words, line } of commands) {
    const text = words.join(' ');
    const variable = /\$\{?(\w+)/g;
    const named = [...text.matchAll(variable)].map(match => match[1]!);
    const urls = [text, ...named, ...named.map(one => env.get(one) ?? '')];
    const sends = /^(curl|wget|http|xh)$/.test(name) && urls.some(url => hooks.test(url));
    const aws = name === 'aws' && /\b(sns publish|events put-events)\b/.test(text);
    const gh = name === 'gh' && /\/dispatches\b|\bworkflow run\b/.test(text);
    if (sends || aws || gh) return line;
  }
  return undefined;
}
