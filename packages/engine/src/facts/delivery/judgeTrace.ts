import { Finding, Judgement } from '../../contract/verdict';
import { CiModel, ImageBuild } from '../ci/model/pipeline';
import { ImageUnit } from '../image/imageUnit';
import { SelectedImage } from '../registry/selectedImages';
import { placeOf, pushesOf } from './imageBuildJobs';
import { readTagText, TagTrace } from './readTagText';
import { repositorySlug, revisionLabel, sourceLabel, traceLabels } from './traceLabels';

/** The two parts that link an image and its commit, and what is wrong with them. */
interface Trace {
  readonly labels: 'yes' | 'short' | 'no';
  readonly tag: TagTrace;
  readonly name: string;
  readonly at: (message: string) => Finding;
}

function judge({ labels, tag, name, at }: Trace): Judgement {
  if (tag === 'unknown') {
    const reason = `Which tag ${name} gets is only known when the pipeline runs.`;
    return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: [at(reason)] };
  }
  if (labels === 'yes' && tag === 'yes') {
    const reason = `Labels and tag of ${name} lead to its commit.`;
    return { verdict: 'pass', reason, evidence: [at(reason)] };
  }
  const wrong = {
    yes: 'the tag names neither a version nor the commit',
    short: 'the label with the revision is abbreviated',
    no: 'no labels name its repository and full commit',
  };
  if (labels === 'no' && tag === 'no') {
    const message = `Neither labels nor tag of ${name} lead to its commit.`;
    return { verdict: 'fail', reason: message, findings: [at(message)] };
  }
  const message = `${name} leads to its commit only in part: ${wrong[labels]}.`;
  return { verdict: 'warn', reason: message, findings: [at(message)] };
}

/** What the pipeline gives an image. */
export function judgeBuildTrace(
  ci: CiModel,
  build: ImageBuild,
  units: readonly ImageUnit[],
  slug: string | undefined,
): Judgement {
  const at = (message: string): Finding => ({ message, ...placeOf(build) });
  const name = `the image of ${build.job.id}`;
  const { revision, source, sourceText } = traceLabels(build, units);
  const other = sourceText === undefined ? undefined : otherRepository(sourceText, slug);
  if (other !== undefined) {
    const message = `The label ${sourceLabel} names another repository: ${other}.`;
    return { verdict: 'fail', reason: message, findings: [at(message)] };
  }
  const named = [...build.tags, ...pushesOf(ci, build).flatMap(({ tags }) => tags)];
  // Builds for one platform are often pushed without a name; a later step gives it.
  const later = ci.pushes.filter(
    push => push.pipeline === build.pipeline && push.source !== undefined,
  );
  const tags = [...named, ...later.flatMap(push => push.tags)];
  const readings = tags.map(tag => readTagText(tag, build));
  const open = tags.length === 0 || readings.includes('unknown');
  const labelled = revision === 'short' ? 'short' : 'yes';
  return judge({
    labels: revision !== 'none' && source ? labelled : 'no',
    tag: readings.includes('yes') ? 'yes' : (open && 'unknown') || 'no',
    name,
    at,
  });
}

const version = /^v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]*)?$/;

/** What the labels and tags of a published image say. `labelled`: the repository itself sets the labels. */
export function judgePublishedTrace(
  { image, name }: SelectedImage,
  options: {
    readonly slug?: string;
    readonly labelled: boolean;
    readonly commits?: Readonly<Record<string, boolean>>;
  },
): Judgement | undefined {
  const config = image.platforms?.status === 'present' ? image.platforms.value : [];
  const configs = config.flatMap(one =>
    one.config?.status === 'present' ? [one.config.value] : [],
  );
  if (configs.length === 0) return undefined;
  const at = (message: string): Finding => ({ message });
  // Of several platforms, one without the label decides.
  const bare = configs.find(one => one.labels?.[revisionLabel] === undefined);
  const labels = (bare ?? configs[0])?.labels ?? {};
  const revision = labels[revisionLabel] ?? '';
  const source = labels[sourceLabel] ?? '';
  const other = otherRepository(source, options.slug);
  // Labels of another repository that nothing here sets are inherited from the parent.
  const inherited = other !== undefined && !options.labelled;
  if (other !== undefined && !inherited) {
    const message = `The label ${sourceLabel} of ${name} names another repository: ${other}.`;
    return { verdict: 'fail', reason: message, findings: [at(message)] };
  }
  if (!inherited && options.commits?.[revision] === false) {
    const message = `The commit that ${name} names does not exist in the repository.`;
    return { verdict: 'fail', reason: message, findings: [at(message)] };
  }
  const full = /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(revision);
  const abbreviated = /^[0-9a-f]{7,39}$/.test(revision);
  const labelled = full ? 'yes' : 'short';
  const start = full || abbreviated ? revision.slice(0, 7) : undefined;
  const tagged = image.tags.some(tag =>
    start === undefined || inherited
      ? version.test(tag) || /^[0-9a-f]{7,40}$/.test(tag)
      : version.test(tag) || tag.includes(start),
  );
  return judge({
    labels: !inherited && source !== '' && (full || abbreviated) ? labelled : 'no',
    tag: tagged ? 'yes' : 'no',
    name,
    at,
  });
}

function otherRepository(source: string, slug: string | undefined): string | undefined {
  if (slug === undefined || source === '' || /[$`{]/.test(source)) return undefined;
  const found = repositorySlug(source);
  return found === slug.toLowerCase() || found.startsWith(`${slug.toLowerCase()}/`)
    ? undefined
    : source.slice(0, 200);
}
