import { ImageBuild } from '../ci/model/pipeline';
import { ImageUnit } from '../image/imageUnit';
import { buildsFile } from './findScheduledRebuild';

export const revisionLabel = 'org.opencontainers.image.revision';
export const sourceLabel = 'org.opencontainers.image.source';

/** What a build says of the two labels that lead from an image to its commit. */
export interface TraceLabels {
  readonly revision: 'full' | 'short' | 'none';
  readonly source: boolean;
  /** Literal value of the source, where it is one. */
  readonly sourceText?: string;
}

const short =
  /short|::\s*\d{1,2}\}|:0:\d{1,2}|cut\s+-(c|b)|head\s+-c|SHORT_SHA|rev-parse\s+--short/i;

/** Values that a pipeline gives by themselves and that are no commit. */
const noCommit =
  /\bref_name\b|_REF_(NAME|SLUG)\b|\bgithub\.ref\b|\bGITHUB_REF\b|run_(number|id)\b|\bCI_COMMIT_(TAG|BRANCH)\b|\bBRANCH_NAME\b|\bBUILD_(NUMBER|ID)\b|--abbrev-ref/i;
const commit = /sha|commit_?(id|hash)|rev-parse(?!\s+--abbrev-ref)|git_commit\b|%H/i;

/** Labels of the pipeline, and those of the Dockerfile that the pipeline fills. */
export function traceLabels(build: ImageBuild, units: readonly ImageUnit[]): TraceLabels {
  const { labels } = build;
  if (labels.has('*') && !labels.has(revisionLabel)) return { revision: 'full', source: true };
  const inFile = new Map<string, { raw: string; filled: boolean; value?: string }>();
  for (const { dockerfile } of units.filter(({ path }) => buildsFile(build, path))) {
    if (dockerfile.status !== 'present') continue;
    for (const step of dockerfile.value.finalChain.flatMap(stage => stage.steps)) {
      for (const { name, raw = '', value } of step.keyword === 'LABEL' ? step.pairs : []) {
        const args = [...raw.matchAll(/\$\{?(\w+)/g)].map(match => match[1]!);
        const filled = args.some(arg => build.buildArgs.has(arg));
        const text = value.resolved ? value.value : undefined;
        inFile.set(name, {
          raw: args.map(arg => rawOf(build, arg)).join(' '),
          filled,
          value: text,
        });
      }
    }
  }
  const own = inFile.get(revisionLabel);
  const source = inFile.get(sourceLabel);
  const set = labels.has(revisionLabel);
  const revisionText = set ? rawOf(build, revisionLabel) : (own?.raw ?? '');
  const literal = labels.get(revisionLabel);
  // A commit written into a file is the one before.
  const computed = set ? literal === undefined || /^[0-9a-f]{40}$/.test(literal) : own?.filled;
  const isShort =
    short.test(revisionText) || (literal !== undefined && /^[0-9a-f]{7,39}$/.test(literal));
  const written = labels.get(sourceLabel) ?? source?.value;
  const isOther = noCommit.test(revisionText) && !commit.test(revisionText);
  const length = isShort ? 'short' : 'full';
  return {
    revision: (computed || isShort) && !isOther ? length : 'none',
    source:
      labels.has('*') ||
      labels.has(sourceLabel) ||
      (source !== undefined && (source.filled || (source.value ?? '') !== '')),
    ...(written ? { sourceText: written } : {}),
  };
}

/** What the step gives a label or build argument, with the variables of its scripts put beside it. */
function rawOf({ step, job, pipeline }: ImageBuild, name: string): string {
  const texts = [
    ...step.inputs.values(),
    step.run ?? '',
    ...step.commands.map(c => c.words.join(' ')),
  ];
  const escaped = name.replace(/[.\\]/g, '\\$&');
  const pattern = new RegExp(`(?:^|[\\s"'=,])${escaped}=(.{1,200})`, 'm');
  const found = texts
    .map(text => pattern.exec(text.slice(0, 20_000))?.[1])
    .find(one => one !== undefined);
  const value = /^["']?(\$\{\{.*?\}\}|\$\([^)]*\)|\S+)/.exec(found ?? '')?.[1] ?? '';
  const variable = /\$\{?([A-Za-z_]\w*)|\benv\.(\w+)/.exec(value);
  const named = variable?.[1] ?? variable?.[2];
  const set =
    named === undefined
      ? ''
      : (step.env.get(named) ??
        pipeline.variables.find(one => one.name === named)?.value ??
        job.steps
          .flatMap(({ run }) => (run ?? '').slice(0, 20_000).split('\n'))
          .find(line => line.includes(`${named}=`)) ??
        '');
  return `${value} ${set}`;
}

/** `owner/name` of a repository URL, in lower case. */
export function repositorySlug(url: string): string {
  return url
    .trim()
    .toLowerCase()
    .replace(/^(https?|git|ssh):\/\/([^@/]*@)?[^/]+\//, '')
    .replace(/^git@[^:]+:/, '')
    .replace(/[#?].*/s, '')
    .replace(/(\.git)?(?<!\/)\/*$/, '');
}
