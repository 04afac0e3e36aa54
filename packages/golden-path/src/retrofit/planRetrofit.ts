import { OrganisationDocument, Scorecard } from '@container-lens/engine';
import { GoldenPathConfig } from '../config/goldenPathConfig';
import { InputError } from '../errors/InputError';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { compareScorecards, createJudge, withFiles } from './plan/judge';
import { completeIgnoreFiles } from './plan/completeIgnoreFiles';
import { listParts, Part } from './plan/listParts';
import { mendCatalog } from './plan/mendCatalog';
import { mendDockerfile } from './plan/mendDockerfile';
import { moveParentOf } from './plan/moveParent';
import { chooseAxes, renderForRepository } from './plan/renderForRepository';
import { outcomePath, renderOutcome } from './plan/renderOutcome';
import { renderSnippets, snippetsPath } from './plan/snippets';
import { writeLock } from './plan/writeLock';
import { retrofitChoicesSchema } from './retrofitChoices';
import { findInTheWay, RetrofitFiles, textOf } from './retrofitFiles';
import {
  KeptFile,
  PartProposal,
  RetrofitChange,
  RetrofitGuidance,
  RetrofitPart,
  RetrofitPlan,
  WantedFile,
} from './retrofitPlan';
import { ServiceFacts } from './serviceFacts';
import { describeIssues } from '../config/describeIssues';

/** @public */
export interface PlanRetrofitOptions {
  /** Every file of the repository. */
  readonly files: RetrofitFiles;
  readonly facts: ServiceFacts;
  /** Answers of a form, checked here. */
  readonly choices?: unknown;
  readonly config: GoldenPathConfig;
  readonly library: OverlayLibrary;
  readonly organisation?: OrganisationDocument;
  /** The moment both assessments are made for; now when not set. */
  readonly now?: Date;
}

/** A file of the plan with the part it belongs to. */
type Taken = WantedFile & { readonly part: RetrofitPart; readonly why: readonly string[] };

/** What a person calls the parts. */
const partTitles: Readonly<Record<RetrofitPart, string>> = {
  dockerfile: 'changes of the Dockerfile',
  parent: 'another parent image',
  catalog: 'the catalog entry',
  declarations: '.container-lens.yaml',
  local: 'compose.yaml',
  target: 'the deploy target',
  registry: 'the settings of the image repository',
  pipeline: 'the pipeline',
  updates: 'the update bot',
  snippets: 'snippets',
  record: 'the record',
};

/**
 * Plans what makes an existing repository better in the eyes of the lens, without touching a line of the application or a
 * comment. Each part is judged: one that makes a check worse, or none better, is left out and said. Planning for the result
 * plans nothing more. Nothing is written.
 *
 * @throws InputError when there is no Dockerfile, no name, or an answer cannot be used.
 * @public
 */
export async function planRetrofit(options: PlanRetrofitOptions): Promise<RetrofitPlan> {
  const { files: original, facts, config, library, organisation, now = new Date() } = options;
  const parsed = retrofitChoicesSchema.safeParse(options.choices ?? {});
  if (!parsed.success) {
    throw new InputError(`The answers of the form are not usable: ${describeIssues(parsed.error)}`);
  }
  const choices = parsed.data;
  const { name, dockerfile } = facts;
  if (name.value === undefined) throw new InputError(name.reason);
  if (dockerfile.value === undefined) throw new InputError(dockerfile.reason);
  const axes = await chooseAxes(choices, config, library);
  const judge = createJudge({ name: name.value, organisation, now });
  const before = await judge(original);
  const rendered = await renderForRepository({
    facts: withUsablePort(facts),
    name: name.value,
    choices,
    axes,
    config,
    library,
  });
  const context = {
    facts,
    choices,
    axes,
    config,
    organisation,
    now,
    name: name.value,
    rendered,
    original,
  };
  const parts: Part[] = [
    // First, because user and probe depend on the parent.
    files => moveParentOf(context, files),
    files => mendDockerfile({ files, name: context.name, organisation, now }),
    ...listParts(context),
    files => mendCatalog(context, files),
    files => completeIgnoreFiles(context, files),
  ];

  let state = original;
  let score = before;
  const taken: Taken[] = [];
  const kept: KeptFile[] = [];
  const guidance: RetrofitGuidance[] = [];
  for (const part of parts) {
    const proposal = part(state);
    kept.push(...(proposal.kept ?? []));
    const outcome = await tryPart({ proposal, state, score, judge });
    guidance.push(...outcome.guidance);
    if (!outcome.taken) continue;
    taken.push(...outcome.taken);
    state = withFiles(state, outcome.taken);
    score = outcome.score;
  }

  if (choices.snippets && facts.language.value && findInTheWay(state, snippetsPath) === undefined) {
    const text = renderSnippets(facts.language.value);
    taken.push({ path: snippetsPath, text, part: 'snippets', why: [] });
  }
  const { better: mended } = compareScorecards(before, score);
  guidance.push(...listOpen(score, guidance));
  if (taken.length > 0) {
    const lock = await writeLock({ original, written: taken, rendered, library });
    if (lock.file) taken.push({ ...lock.file, part: 'record', why: [] });
    if (lock.guidance) guidance.push(lock.guidance);
    const there = findInTheWay(original, outcomePath);
    if (there !== undefined) {
      kept.push({ path: there, why: 'It exists, and yours stays as it is.' });
    } else {
      const text = renderOutcome({ before, after: score, mended, guidance });
      taken.push({ path: outcomePath, text, part: 'record', why: [] });
    }
  }
  const after = await judge(withFiles(original, taken));
  return {
    changes: toChanges(original, taken),
    kept,
    before,
    after,
    mended,
    // What the portal lacks is no business of the repository's own page.
    guidance: [...guidance, ...rendered.warnings.map(toWarning)],
  };
}

/** A port that no target accepts is said by the part; the rest is rendered all the same. */
function withUsablePort(facts: ServiceFacts): ServiceFacts {
  const { port } = facts;
  return port.value !== undefined && port.value < 1024
    ? { ...facts, port: { value: undefined, reason: 'It needs root.' } }
    : facts;
}

async function tryPart(options: {
  readonly proposal: PartProposal;
  readonly state: RetrofitFiles;
  readonly score: Scorecard;
  readonly judge: (files: RetrofitFiles) => Promise<Scorecard>;
}): Promise<{
  readonly taken?: readonly Taken[];
  readonly score: Scorecard;
  readonly guidance: readonly RetrofitGuidance[];
}> {
  const { proposal, state, score, judge } = options;
  const guidance = proposal.guidance ?? [];
  const { part, files, withoutGain } = proposal;
  if (files.length === 0) return { score, guidance };
  const next = await judge(withFiles(state, files));
  const compared = compareScorecards(score, next);
  const { better } = compared;
  const open = new Set(
    next.results.filter(({ verdict }) => verdict === 'unknown').map(({ check }) => check),
  );
  const worse = compared.worse.filter(check => !proposal.mayLeaveOpen || !open.has(check));
  if (worse.length > 0 || (better.length === 0 && !withoutGain)) {
    const reason =
      worse.length > 0
        ? `It would make ${worse.join(', ')} worse.`
        : 'It would make no check better.';
    const paths = files.slice(0, 5).map(({ path }) => path);
    return {
      score,
      guidance: [
        // How a person makes the part possible.
        ...guidance.filter(({ check }) => check !== undefined && worse.includes(check)),
        {
          title: `Left out: ${partTitles[part]}`,
          text: `${reason} It would have written ${paths.join(', ')}${files.length > 5 ? ' and more' : ''}.`,
        },
      ],
    };
  }
  return {
    taken: files.map(file => ({ ...file, part, why: file.why ?? better })),
    score: next,
    guidance,
  };
}

/** What the lens still finds, as guidance, beside what was said already. */
function listOpen(
  { results }: Scorecard,
  said: readonly RetrofitGuidance[],
): readonly RetrofitGuidance[] {
  const known = new Set(said.map(({ check }) => check));
  return results
    .filter(
      ({ verdict, check, waived }) =>
        (verdict === 'fail' || verdict === 'warn') && !waived && !known.has(check),
    )
    .map(({ check, title, units, verdict, remediation }) => {
      const unit = units.find(candidate => candidate.verdict === verdict);
      const path = unit?.findings[0]?.path;
      return {
        title,
        text: `${unit?.reason ?? ''} ${remediation}`.trim(),
        check,
        ...(path === undefined ? {} : { path }),
      };
    });
}

function toWarning(text: string): RetrofitGuidance {
  return { title: 'Configuration of the portal', text };
}

function modeOf(executable: boolean | undefined): '100644' | '100755' {
  return executable ? '100755' : '100644';
}

/** One change for each path: a file that two parts wrote has the last text and the reasons of both. */
function toChanges(original: RetrofitFiles, taken: readonly Taken[]): RetrofitChange[] {
  const changes = new Map<string, RetrofitChange>();
  for (const { path, text, executable, part, why } of taken) {
    const earlier = changes.get(path);
    const isNew = !original.has(path);
    changes.set(path, {
      path,
      before: isNew ? undefined : (textOf(original, path) ?? ''),
      after: text,
      mode: isNew ? modeOf(executable) : undefined,
      part: earlier?.part ?? part,
      why: [...new Set([...(earlier?.why ?? []), ...why])],
    });
  }
  return [...changes.values()]
    .filter(({ before, after }) => before !== after)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
