import { ImageBuild, PipelineJob, Pipeline, Trigger } from '../ci/model/pipeline';

/** Whether a tag leads back to a commit or a version. */
export type TagTrace = 'yes' | 'no' | 'unknown';

const commit =
  /\bgithub\.(event\.\S*)?sha\b|\bGITHUB_SHA\b|\bCI_COMMIT_(SHORT_)?SHA\b|\bCODEBUILD_RESOLVED_SOURCE_VERSION\b|\bGIT_COMMIT(_SHORT)?\b|\bCOMMIT_(HASH|SHA|ID)\b|\bgit\s+rev-parse\b(?!\s+--abbrev-ref)|\bgit\s+describe\b|\bgit\s+(log|show)\b.*%[hH]|\{\{\s*(sha|commit_sha|ShortCommit|Commit|Git\.SHA)\s*\}\}|\b(short_?sha|sha_?short|sha7|SHORT_SHA|COMMIT_SHA|CIRCLE_SHA1|BUILD_SOURCEVERSION|Build\.SourceVersion)\b/i;
/** Given by the tag that started the pipeline. */
const onTags =
  /\{\{\s*(tag|version|raw|major)\s*\}\}|\bgithub\.ref_name\b|\bGITHUB_REF_NAME\b|\bgithub\.ref\b|\bGITHUB_REF\b|\bCI_COMMIT_(TAG|REF_NAME|REF_SLUG)\b|\bTAG_NAME\b/;
const release = /\bgithub\.event\.release\.(tag_)?name\b/;
/** A version that somebody computes: of a release tool, a manifest, an input. */
const version =
  /(^|[^a-z])(semver|version|release[._-]?(tag|name)|new_tag|tag_name|GitVersion\w*)([^a-z]|$)/i;
const counters =
  /\brun_(number|id|attempt)\b|\bGITHUB_RUN_\w+|\bBUILD_(NUMBER|ID)\b|\bCI_(PIPELINE|JOB)_I?ID\b|\bCODEBUILD_BUILD_(NUMBER|ID)\b|\bgithub\.(actor|workflow|event_name|base_ref|head_ref)\b|\{\{\s*((branch|base_ref|number)\s*|date\b[^}]*)\}\}|\$\(date\b|\bCI_COMMIT_BRANCH\b|\bBRANCH_NAME\b|--abbrev-ref/;
const depthLimit = 4;

/** Reads the tag of an image name as the pipeline writes it. */
export function readTagText(written: string, build: ImageBuild): TagTrace {
  const name = wholeName(written, build);
  if (name === undefined) return 'unknown';
  const at = name.lastIndexOf(':');
  const tag = at < 0 || /^\/\//.test(name.slice(at + 1)) ? '' : name.slice(at + 1);
  // An expression may hold a colon itself: `${{ x && 'a:b' }}`, `${SHA:0:7}`.
  const whole = /[$`{]/.test(name) ? name : tag;
  return trace(whole, build, 0);
}

/** An expression with blanks may have been cut; the command has all of it. */
function wholeName(name: string, { step, command }: ImageBuild): string | undefined {
  if (!name.includes('${{') || name.includes('}}')) return name;
  const words = command === undefined ? [] : (step.commands[command]?.words ?? []);
  return words.find(word => word.includes(name) && word.includes('}}'));
}

function trace(text: string, build: ImageBuild, depth: number): TagTrace {
  // No tag is that long; the patterns below take the square of its length.
  if (text.length > 4000) return 'unknown';
  if (commit.test(text)) return 'yes';
  if (release.test(text)) return 'yes';
  if (onTags.test(text)) return startsOnTags(build.pushTriggers) ? 'yes' : 'no';
  const open = [
    ...text.matchAll(
      /\$\{\{([^}]*)\}\}|\$\{?([A-Za-z_]\w*)|\$\(([^)]*)\)|`([^`]*)`|\{\{([^{}]*)\}\}/g,
    ),
  ];
  if (open.length === 0) return 'no';
  const readings = open.map((match): TagTrace => {
    const inner = match.slice(1).find(part => part !== undefined) ?? '';
    if (
      counters.test(match[0]) ||
      /\b(registry|repository|image_?name|account|region|ecr|owner|prefix)\b/i.test(inner)
    )
      return 'no';
    const source = depth < depthLimit ? sourceOf(inner.trim(), build) : undefined;
    if (source !== undefined) return trace(source, build, depth + 1);
    return version.test(inner) ? 'yes' : 'unknown';
  });
  if (readings.includes('yes')) return 'yes';
  return readings.includes('unknown') ? 'unknown' : 'no';
}

/** Whether the image is pushed when somebody tags a release. */
function startsOnTags(triggers: readonly Trigger[]): boolean {
  return triggers.some(
    ({ kind, tags }) =>
      kind === 'release' || (kind === 'push' && (tags === undefined || tags.length > 0)),
  );
}

/** What stands behind a variable or an output, as text to search. */
function sourceOf(inner: string, { pipeline, job, step }: ImageBuild): string | undefined {
  const output = /\b(?:steps\.([\w-]+)\.outputs|needs\.([\w-]+)\.outputs)\.([\w-]+)/.exec(inner);
  if (output) {
    const [, own, other, name = ''] = output;
    if (own !== undefined) return textOfStep(job, own, name);
    const source = findJob(pipeline, job, other ?? '');
    const text = source?.outputs?.get(name);
    const id = /\bsteps\.([\w-]+)\.outputs\.([\w-]+)/.exec(text ?? '');
    return id && source ? textOfStep(source, id[1]!, id[2]!) : text;
  }
  const name = /^(?:env\.|vars\.)?([A-Za-z_]\w*)/.exec(inner)?.[1];
  if (name === undefined || /^(github|steps|needs|secrets|inputs|matrix)$/.test(name))
    return undefined;
  const value =
    step.env.get(name) ?? pipeline.variables.find(variable => variable.name === name)?.value;
  if (value !== undefined && !value.includes(`$${name}`)) return value;
  const assigned = new RegExp(`(?:^|[\\s;"'])${name}="?(.{1,300})`, 'm');
  for (const { run } of job.steps) {
    const found = run === undefined ? undefined : assigned.exec(run.slice(0, 20_000))?.[1];
    if (found !== undefined && !found.includes(`$${name}`)) return found;
  }
  return undefined;
}

function findJob(pipeline: Pipeline, job: PipelineJob, name: string): PipelineJob | undefined {
  const prefix = job.id.slice(0, job.id.lastIndexOf('/') + 1);
  return pipeline.jobs.find(({ id }) => id === prefix + name || id === name);
}

/** The line that writes an output, or the name of the action that gives it. */
function textOfStep(job: PipelineJob, id: string, output: string): string | undefined {
  const step = job.steps.find(one => one.id === id);
  if (!step) return undefined;
  const action = step.uses?.name;
  if (action !== undefined) {
    return /version|semver|release|tag/i.test(`${action} ${output}`) ? '{{commit_sha}}' : undefined;
  }
  const lines = (step.run ?? '').slice(0, 20_000).split('\n');
  const own = lines.filter(line => line.includes(`${output}=`) || line.includes(`name=${output}`));
  const text = own.join('\n');
  // The line may only name a variable that another line sets.
  const named = [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(match => match[1]!);
  const set = lines.filter(line => named.some(name => line.trim().startsWith(`${name}=`)));
  return own.length === 0 ? undefined : [...own, ...set].join('\n');
}
