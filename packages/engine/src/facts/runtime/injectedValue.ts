import { StepPlace, Trigger } from '../ci/model/pipeline';
import { ImageVersion, readImageVersion, readTagVersion } from './imageVersion';

const depthLimit = 6;
const textLimit = 500;
/** Variables that are looked up for one value: variables may refer to each other many times. */
const lookupLimit = 20;
const scriptLimit = 16 * 1024;

/** Where a value stands, and how often variables may still be looked up for it. */
interface Scope extends StepPlace {
  readonly budget: { left: number };
}

/** Predefined variables of CI systems, and what a value of each looks like. */
const known: readonly (readonly [RegExp, string])[] = [
  [
    /^(github\.sha|GITHUB_SHA|github\.event\.pull_request\.head\.sha|CI_COMMIT_(SHORT_)?SHA|CODEBUILD_RESOLVED_SOURCE_VERSION|COMMIT_SHA|SHORT_SHA|CIRCLE_SHA1|BITBUCKET_COMMIT|BUILD_SOURCEVERSION|Build\.SourceVersion|GIT_COMMIT|DRONE_COMMIT(_SHA)?)$/,
    'a1b2c3d4e5',
  ],
  [
    /^(CI_COMMIT_TAG|github\.event\.release\.tag_name|DRONE_TAG|BITBUCKET_TAG|CIRCLE_TAG|TAG_NAME)$/,
    '1.2.3',
  ],
  [
    /^(CI_COMMIT_REF_SLUG|CI_COMMIT_BRANCH|CI_COMMIT_REF_NAME|github\.head_ref|GITHUB_HEAD_REF|GIT_BRANCH|BRANCH_NAME|CIRCLE_BRANCH)$/,
    'develop',
  ],
  [
    /^(github\.run_(number|id)|GITHUB_RUN_(NUMBER|ID)|CI_PIPELINE_I?ID|BUILD_NUMBER|CODEBUILD_BUILD_NUMBER|CIRCLE_BUILD_NUM|Build\.BuildId|BITBUCKET_BUILD_NUMBER)$/,
    '42',
  ],
  [/(^|[._])digest$/i, `sha256:${'0'.repeat(64)}`],
];

const meaning: Readonly<Record<ImageVersion['verdict'], string>> = {
  pass: 'which names one version',
  warn: 'which may name another image later',
  fail: 'which names no version',
  unknown: 'which cannot be read',
};

const reference =
  /\$\{\{([^{}]{1,220})\}\}|\$\{([A-Za-z_]\w*)[^{}]{0,60}\}|\$\(([^()]{1,200})\)|\$([A-Za-z_]\w*)/g;

/**
 * Judges a tag or image that a pipeline fills in, by what its variables hold.
 *
 * @param kind - whether the text is a whole reference or a tag
 * @public
 */
export function readInjectedValue(
  text: string,
  kind: 'image' | 'tag',
  place: StepPlace,
): ImageVersion {
  const shown = text.replace(/\s+/g, ' ').slice(0, 120);
  const value = fillIn(text, { ...place, budget: { left: lookupLimit } }, 0);
  if (value === undefined) {
    return { verdict: 'unknown', message: `What ${shown} holds is not known.` };
  }
  const read = readFilled(value, kind);
  return {
    verdict: read.verdict,
    message: `The pipeline sets ${shown}, ${meaning[read.verdict]}.`,
  };
}

function readFilled(value: string, kind: 'image' | 'tag'): ImageVersion {
  if (/(^|@)sha256:[0-9a-f]{64}$/.test(value)) {
    return { verdict: 'pass', message: 'It is a digest.' };
  }
  // A tag alone in place of an image, or an image in place of a tag: what stands there decides.
  const isWhole = /[/:@]/.test(value);
  if (kind === 'image' && isWhole) return readImageVersion(value);
  return readTagVersion(isWhole ? value.slice(value.lastIndexOf(':') + 1) : value);
}

/** The text with a value of the right look for every variable; `undefined` when the deciding end is not known. */
function fillIn(text: string, place: Scope, depth: number): string | undefined {
  if (depth > depthLimit || text.length > textLimit) return undefined;
  let open = false;
  const filled = text.replace(
    reference,
    (whole, expression, braced, command, plain, offset: number) => {
      const inner = (expression as string | undefined)?.trim();
      const value = sampleOf({ expression: inner, name: braced ?? plain, command }, place, depth);
      if (value !== undefined) return value;
      // A registry or repository that is not known leaves the tag behind it known.
      const behind = text.slice(offset + whole.length);
      if (!/[:@]/.test(behind)) open = true;
      return 'unknown';
    },
  );
  return open ? undefined : filled.replace(/^["']|["']$/g, '');
}

function sampleOf(
  part: { readonly expression?: string; readonly name?: string; readonly command?: string },
  place: Scope,
  depth: number,
): string | undefined {
  if (place.budget.left-- <= 0) return undefined;
  if (part.command !== undefined) {
    if (/\bgit\s+(rev-parse|log|describe|show)\b/.test(part.command)) return 'a1b2c3d4e5';
    const inner = /^[A-Za-z_][\w.]*$/.test(part.command) ? part.command : undefined;
    if (inner === undefined) return sampleOfPipe(part.command, place, depth);
    return sampleOf({ name: inner }, place, depth);
  }
  const name = part.expression?.replace(/^(env|vars|inputs|variables)\./, '') ?? part.name ?? '';
  const sample = known.find(
    ([pattern]) => pattern.test(part.expression ?? name) || pattern.test(name),
  );
  if (sample) return sample[1];
  if (/^(github\.ref_name|GITHUB_REF_NAME)$/.test(name)) {
    return isReleaseOnly(place.step.triggers) ? '1.2.3' : 'develop';
  }
  const output = /^(?:steps|needs)\.([\w-]+)\.outputs\.([\w-]+)$/.exec(name);
  if (output) return outputOf(output[1]!, output[2]!, place, depth);
  if (!/^[A-Za-z_]\w*$/.test(name)) return undefined;
  const value = variableOf(name, place);
  return value === undefined || value.includes(`\${${name}`) || value === `$${name}`
    ? undefined
    : fillIn(value, place, depth + 1);
}

/** `$(echo $GITHUB_SHA | cut -c1-7)`: the variable inside decides. */
function sampleOfPipe(command: string, place: Scope, depth: number): string | undefined {
  const [first] = [...command.matchAll(/\$\{?([A-Za-z_]\w*)/g)];
  return first?.[1] === undefined ? undefined : sampleOf({ name: first[1] }, place, depth + 1);
}

function isReleaseOnly(triggers: readonly Trigger[]): boolean {
  return (
    triggers.length > 0 &&
    triggers.every(
      ({ kind, branches, tags }) =>
        kind === 'release' ||
        (kind === 'push' && branches?.length === 0 && (tags === undefined || tags.length > 0)),
    )
  );
}

/** Value of a variable: of the step, the pipeline, or an assignment in a script of the job. */
function variableOf(name: string, { step, job, pipeline }: StepPlace): string | undefined {
  const own = step.env.get(name);
  if (own !== undefined && own !== '') return own;
  for (const { run } of [...job.steps].reverse()) {
    const assigned = run === undefined ? undefined : assignmentOf(name, run);
    if (assigned !== undefined) return assigned;
  }
  const variables = pipeline.variables.filter(variable => variable.name === name);
  if (variables.length > 0) return variables[0]!.value;
  for (const other of pipeline.jobs) {
    for (const { run } of other.steps) {
      const assigned = run === undefined ? undefined : assignmentOf(name, run);
      if (assigned !== undefined) return assigned;
    }
  }
  return undefined;
}

/** `NAME=value` in a script, also as `echo "NAME=value" >> $GITHUB_ENV`; names are identifiers. */
function assignmentOf(name: string, run: string): string | undefined {
  if (!run.includes(`${name}=`)) return undefined;
  const pattern = new RegExp(
    `(?:^|[\\s;&"'])${name.replace(/-/g, '\\-')}=("[^"\\n]{0,300}"|'[^'\\n]{0,300}'|\\$\\([^()\\n]{0,300}\\)|(?:\\$\\{\\{[^{}\\n]{1,200}\\}\\}|[^\\s"';&|]){1,300})`,
    'm',
  );
  return pattern.exec(run.slice(0, scriptLimit))?.[1]?.replace(/^["']|["']$/g, '');
}

/** Output of a step: of a metadata action by its tags, else as a script writes it. */
function outputOf(id: string, name: string, place: Scope, depth: number): string | undefined {
  const steps = [place.job, ...place.pipeline.jobs].flatMap(({ steps: all }) => all);
  for (const step of steps) {
    if (step.run !== undefined) {
      const value = assignmentOf(name, step.run);
      if (value !== undefined) return fillIn(value, { ...place, step }, depth + 1);
    }
  }
  const mapped = new RegExp(
    `^[ \\t]+${name.replace(/-/g, '\\-')}:[ \\t]*["']?(\\$\\{\\{[^{}\\n]{1,200}\\}\\})`,
    'm',
  ).exec(place.pipeline.text)?.[1];
  if (mapped !== undefined && !mapped.includes(`needs.${id}.`)) {
    const value = fillIn(mapped, place, depth + 1);
    if (value !== undefined) return value;
  }
  const metadata = steps.find(step => step.uses?.name === 'docker/metadata-action');
  if (metadata === undefined || !/^(tags?|version|json)$/.test(name)) return undefined;
  const tags = metadata.inputs.get('tags') ?? '';
  const releases = /type=(semver|pep440)/.test(tags) && !/pattern=\{\{\s*major/.test(tags);
  const commits = /type=sha/.test(tags);
  const branches = tags === '' || /type=(ref|edge|raw)/.test(tags);
  if (commits && !branches && !releases) return 'a1b2c3d4e5';
  if (releases && (!branches || isReleaseOnly(place.step.triggers))) return '1.2.3';
  return branches && !commits && !releases ? 'develop' : undefined;
}
