import { PipelineStep, StepPlace } from '../model/pipeline';
import { expand, TextValue } from './textValues';

/** What docker/metadata-action hands to a build that refers to its outputs. */
export interface ImageMetadata {
  readonly tags: readonly string[];
  /** Labels of the input; the standard set is added by the action. */
  readonly labels: readonly string[];
}

const linesLimit = 50;

/** The step a text such as `${{ steps.meta.outputs.tags }}` refers to, also by way of the outputs of another job. */
export function findMetadata(
  text: string,
  place: StepPlace,
  value: TextValue,
): ImageMetadata | undefined {
  const own = /\bsteps\.([\w-]+)\.outputs\.|fromJSON\(\s*steps\.([\w-]+)\.outputs\./i.exec(text);
  const other = /\bneeds\.([\w-]+)\.outputs\.([\w-]+)/.exec(text);
  const prefix = place.job.id.slice(0, place.job.id.lastIndexOf('/') + 1);
  const job = other ? place.pipeline.jobs.find(({ id }) => id === prefix + other[1]) : place.job;
  const output = other ? job?.outputs?.get(other[2]!) : undefined;
  const id = own?.[1] ?? own?.[2] ?? /\bsteps\.([\w-]+)\.outputs\./.exec(output ?? '')?.[1];
  const step = id === undefined ? undefined : job?.steps.find(candidate => candidate.id === id);
  return step?.uses?.name === 'docker/metadata-action' ? readMetadata(step, value) : undefined;
}

function readMetadata(step: PipelineStep, value: TextValue): ImageMetadata {
  const lines = (name: string) => inputLines(step.inputs.get(name), value);
  const images = lines('images').map(image => /(?:^|,)name=([^,]+)/.exec(image)?.[1] ?? image);
  const rules = lines('tags');
  const flavour = lines('flavor').join('\n');
  const tags = (
    rules.length > 0 ? rules : ['type=ref,event=branch', 'type=ref,event=tag', 'type=ref,event=pr']
  ).flatMap(tagOf);
  const versions = tags.some(tag => /\{\{(version|tag)\}\}/.test(tag));
  const latest = /latest=true/.test(flavour) || (versions && !/latest=false/.test(flavour));
  const all = latest && !tags.includes('latest') ? [...tags, 'latest'] : tags;
  return {
    tags: (images.length > 0 ? images : ['']).flatMap(image =>
      all.map(tag => (image === '' ? tag : `${image}:${tag}`)),
    ),
    labels: lines('labels'),
  };
}

/** Lines or comma-separated values of an input. */
export function inputLines(text: string | undefined, value: TextValue): string[] {
  return (text === undefined ? '' : expand(text, value))
    .split('\n')
    .slice(0, linesLimit)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}

/** One rule of `tags` as the tag it gives, in the placeholders of the action; none when it is switched off. */
function tagOf(rule: string): string[] {
  const fields = new Map(
    rule.split(',').map((part): [string, string] => {
      const equals = part.indexOf('=');
      return equals < 0 ? ['value', part] : [part.slice(0, equals).trim(), part.slice(equals + 1)];
    }),
  );
  if (fields.get('enable') === 'false') {
    return [];
  }
  const type = fields.get('type') ?? 'raw';
  const event = fields.get('event') ?? 'branch';
  const refs: Readonly<Record<string, string>> = { tag: '{{tag}}', pr: 'pr-{{number}}' };
  const defaults: Readonly<Record<string, string>> = {
    sha: '{{sha}}',
    schedule: fields.get('pattern') ?? 'nightly',
    edge: 'edge',
    ref: refs[event] ?? '{{branch}}',
    semver: fields.get('pattern') ?? '{{version}}',
    pep440: fields.get('pattern') ?? '{{version}}',
    match: '{{version}}',
    raw: fields.get('value') ?? '',
  };
  const prefix = fields.get('prefix') ?? (type === 'sha' ? 'sha-' : '');
  return [`${prefix}${defaults[type] ?? ''}${fields.get('suffix') ?? ''}`];
}
