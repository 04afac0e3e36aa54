import {
  assess,
  defaultOrganisation,
  FailOn,
  OrganisationDocument,
  repositoryFromFiles,
  Scorecard,
} from '@container-lens/engine';
import { join } from 'node:path';
import { GoldenPathConfig } from '../../config/goldenPathConfig';
import { parentChoices } from '../../config/parentChoices';
import { InputError } from '../../errors/InputError';
import { OverlayLibrary } from '../../overlay/overlayLibrary';
import { RenderedFile } from '../../render/renderedFile';
import { renderSkeleton } from '../../render/renderSkeleton';
import { resolveValues } from '../../service/resolveValues';
import { kubernetesProblems } from '../kubernetes/kubernetesProblems';
import { FindingList, SeenFinding } from './authorFinding';
import { checkGenerated, KubernetesValidator } from './checkGenerated';
import { checkTemplate } from './checkTemplate';
import { Grade, judgeComposition } from './judgeComposition';
import { manifestPath, messageOf, renderFinding, sourceOf } from './placeFinding';
import { Composition, planCompositions } from './planCompositions';
import { AuthorFolder, readAuthorFolder } from './readAuthorFolder';
import { ComposedTemplate, readTemplateSteps } from './readTemplateSteps';
import { Samples, sampleValues, variantsOf } from './sampleValues';

/** @public */
export interface TestAuthorFolderOptions {
  /** An overlay, a folder of overlays, or a folder with templates and `overlays/`. */
  readonly folder: string;
  /** What the platform decides; overlay paths of it lie between the folder and the packaged overlays. */
  readonly config: GoldenPathConfig;
  readonly organisation?: OrganisationDocument;
  /** `automatic`, which is the default, covers pairs where there are many combinations. */
  readonly coverage?: 'all' | 'pairs' | 'automatic';
  /** The least severity of a failed check that is an error; `high` when not set. */
  readonly failOn?: FailOn;
  /** A lower grade is an error; `A` when not set. */
  readonly minimumGrade?: Grade;
  readonly now?: Date;
  /** Milliseconds after which nothing new is rendered, which is an error; ten minutes when not set. */
  readonly timeLimit?: number;
  /** Gets every composition that could be rendered, for validators from outside. */
  readonly onRendered?: (composition: string, files: readonly RenderedFile[]) => void;
}

/**
 * What was seen of a folder of overlays and templates.
 *
 * @public
 */
export interface AuthorReport {
  /** Ids. */
  readonly overlays: readonly string[];
  /** Files. */
  readonly templates: readonly string[];
  /** How often something was rendered: each composition, with each variant of the values that overlays declare. */
  readonly rendered: number;
  /** Compositions that were rendered, and how many there are. */
  readonly compositions: number;
  readonly possible: number;
  readonly findings: readonly SeenFinding[];
  /** Grades of the lens, and how many compositions have them. */
  readonly grades: Readonly<Record<string, number>>;
}

/**
 * Tests overlays and templates of an author on top of the packaged ones: their form, and everything they render, for every
 * combination or for enough of them to meet each pair of values. Writes nothing and calls nobody.
 *
 * @throws InputError when the folder cannot be read, or what lies below it is broken.
 * @public
 */
export async function testAuthorFolder(options: TestAuthorFolderOptions): Promise<AuthorReport> {
  const { folder, config, organisation = defaultOrganisation } = options;
  const author = await readAuthorFolder(folder);
  const findings = new FindingList();
  author.findings.forEach(finding => findings.add(finding));
  const overlays = await loadable({ folder, author, findings });
  const library = OverlayLibrary.create({
    overlayPaths: config.overlayPaths,
    overlays: new Map([...overlays].map(([id, path]) => [id, join(folder, path)])),
  });
  const templates = await readTemplates(author, library, findings);
  const plan = await planCompositions({
    library,
    overlays: [...overlays.keys()],
    templates,
    config,
    coverage: options.coverage ?? 'automatic',
  });
  for (const id of plan.unused) {
    findings.add({
      rule: 'composition',
      severity: 'error',
      path: manifestPath(overlays, id),
      message: `No composition has the overlay '${id}', so it was never rendered.`,
      fix: 'Name it in a template, give it an id of the group extra, lang, deploy, ci or updates, or look at what it requires and conflicts with.',
    });
  }
  const tester = {
    ...options,
    organisation,
    library,
    overlays,
    findings,
    templates: new Map(templates.map(template => [template.name, template])),
    kubernetes: kubernetesProblems,
    grades: {} as Record<string, number>,
  };
  const end = Date.now() + (options.timeLimit ?? 600_000);
  let rendered = 0;
  let compositions = 0;
  for (const [index, composition] of plan.compositions.entries()) {
    if (Date.now() > end) {
      findings.add({
        rule: 'folder',
        severity: 'error',
        message: `Time ran out after ${compositions} of ${plan.compositions.length} compositions.`,
        fix: 'Test a smaller folder, or cover pairs.',
      });
      break;
    }
    rendered += await testComposition(tester, composition, index);
    compositions += 1;
  }
  return {
    overlays: [...author.overlays.keys()],
    templates: author.templates.map(({ path }) => path),
    rendered,
    compositions,
    possible: plan.possible,
    findings: findings.list(),
    grades: tester.grades,
  };
}

/** Overlays that can be read; for the others there is a finding, and what lies below them is used. */
async function loadable(options: {
  folder: string;
  author: AuthorFolder;
  findings: FindingList;
}): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [id, path] of options.author.overlays) {
    const library = OverlayLibrary.create({
      overlays: new Map([[id, join(options.folder, path)]]),
    });
    try {
      await library.get(id);
      found.set(id, path);
    } catch (error) {
      const message = messageOf(error);
      options.findings.add({ rule: 'overlay', severity: 'error', path: path || '.', message });
    }
  }
  return found;
}

async function readTemplates(
  author: AuthorFolder,
  library: OverlayLibrary,
  findings: FindingList,
): Promise<ComposedTemplate[]> {
  const templates: ComposedTemplate[] = [];
  for (const template of author.templates) {
    const checked = checkTemplate(template);
    checked.findings.forEach(finding => findings.add(finding));
    const read = checked.entity && readTemplateSteps(checked.entity, template.path);
    read?.findings.forEach(finding => findings.add(finding));
    for (const composed of read?.templates ?? []) {
      const missing: string[] = [];
      for (const id of composed.named) {
        await library.get(id).catch(error => missing.push(messageOf(error)));
      }
      for (const message of missing) {
        findings.add({ rule: 'template', severity: 'error', path: template.path, message });
      }
      if (missing.length === 0) {
        templates.push(composed);
      }
    }
  }
  return templates;
}

interface Tester extends Omit<TestAuthorFolderOptions, 'organisation'> {
  readonly organisation: OrganisationDocument;
  readonly library: OverlayLibrary;
  readonly overlays: ReadonlyMap<string, string>;
  readonly templates: ReadonlyMap<string, ComposedTemplate>;
  readonly findings: FindingList;
  readonly kubernetes: KubernetesValidator;
  readonly grades: Record<string, number>;
}

/** @returns how often it was rendered. */
async function testComposition(
  tester: Tester,
  composition: Composition,
  index: number,
): Promise<number> {
  const { findings, config, library } = tester;
  const { name, combination, overlays } = composition;
  const samples = new Map<string, readonly unknown[]>();
  for (const id of overlays) {
    const own = sampleValues(await library.get(id), manifestPath(tester.overlays, id) ?? id);
    own.findings.forEach(finding => findings.add(finding));
    own.samples.forEach((values, key) => samples.set(key, values));
  }
  checkGivenValues(tester, composition, samples);
  const variants = variantsOf(samples);
  for (const [number, own] of variants.entries()) {
    const problems: InputError[] = [];
    let files: readonly RenderedFile[];
    try {
      const { service, values } = resolveValues({
        ...combination,
        name: 'greeting',
        overrides: {
          workload: combination.workload,
          secrets: (index + number) % 2 === 1 ? ['database-url'] : [],
          ...platformAnswers(config, combination.language, index + number),
        },
        config,
      });
      const skeleton = await renderSkeleton({
        library,
        overlays,
        values: {
          name: 'greeting',
          description: 'Greets "everybody" & says so: twice.',
          owner: 'group:default/storefront',
          system: '',
          ...own,
          service,
          platform: values,
        },
        template: `template:default/${composition.template ?? `${combination.language}-service`}`,
        templateVersion: '0.0.0',
        report: problem => problems.push(problem),
      });
      files = skeleton.files;
    } catch (error) {
      findings.add(renderFinding(tester.overlays, error), name);
      continue;
    }
    problems.forEach(problem => findings.add(renderFinding(tester.overlays, problem), name));
    for (const { file, problem } of checkGenerated({ files, kubernetes: tester.kubernetes })) {
      const source = sourceOf(tester.overlays, file);
      // What cannot be said of packaged files is nothing that an author could mend.
      if (problem.severity === 'error' || source.path !== undefined) {
        findings.add({ ...problem, ...source }, name);
      }
    }
    if (problems.length === 0) {
      const scorecard = await judge(tester, files);
      const grade = scorecard.score.grade ?? 'none';
      tester.grades[grade] = (tester.grades[grade] ?? 0) + 1;
      const byPath = new Map(files.map(file => [file.path, file]));
      for (const { path, ...finding } of judgeComposition(scorecard, tester)) {
        const file = path === undefined ? undefined : byPath.get(path);
        findings.add({ ...finding, ...(file ? sourceOf(tester.overlays, file) : {}) }, name);
      }
      tester.onRendered?.(name, files);
    }
  }
  return variants.length;
}

/** Answers to what the platform asks of every service: another pair of parents and other labels each time. */
function platformAnswers(config: GoldenPathConfig, language: string, turn: number) {
  const parents = parentChoices(config, language);
  const asked = Object.entries(config.labels).filter(([, { value }]) => value === undefined);
  return {
    parent: parents[turn % parents.length]?.id,
    labels: Object.fromEntries(
      asked.map(([name, { values = ['example'] }]) => [name, values[turn % values.length]!]),
    ),
  };
}

function judge(tester: Tester, files: readonly RenderedFile[]): Promise<Scorecard> {
  return assess({
    subject: { name: 'greeting' },
    evidence: {
      repository: repositoryFromFiles({
        files: Object.fromEntries(files.map(file => [file.path, file.content])),
      }),
    },
    organisation: tester.organisation,
    now: tester.now ?? new Date(),
  });
}

/** A template must give what its overlays declare beside what every service has. */
function checkGivenValues(tester: Tester, composition: Composition, samples: Samples): void {
  const template =
    composition.template === undefined ? undefined : tester.templates.get(composition.template);
  if (!template?.values) {
    return;
  }
  for (const name of samples.keys()) {
    if (!template.values.has(name)) {
      tester.findings.add({
        rule: 'template',
        severity: 'error',
        path: template.path,
        message: `The template does not give values.${name}, which an overlay of it declares.`,
        fix: `Add ${name} to the values of container-lens:skeleton:render.`,
      });
    }
  }
}
