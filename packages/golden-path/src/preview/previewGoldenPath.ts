import {
  CheckResult,
  Finding,
  OrganisationDocument,
  Scorecard,
  assess,
  defaultOrganisation,
  repositoryFromFiles,
} from '@container-lens/engine';
import { GoldenPathConfig } from '../config/goldenPathConfig';
import { extraOverlays } from '../overlay/extraOverlays';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { RenderedFile } from '../render/renderedFile';
import { renderSkeleton } from '../render/renderSkeleton';
import { serviceOverlays } from '../render/serviceOverlays';
import { resolveValues } from '../service/resolveValues';
import { Workload } from '../service/serviceSpec';
import { serviceTemplateVersion } from '../template/serviceTemplate';

/**
 * The answers of the form so far. The shape of the body of `POST /v1/golden-path/preview`.
 *
 * @public
 */
export interface PreviewRequest {
  readonly language: string;
  readonly target?: string;
  readonly ci?: string;
  readonly updateBot?: string;
  readonly workload?: Workload;
  readonly schedule?: string;
  readonly secrets?: readonly string[];
  /** Which of the configured pairs of parents. */
  readonly parent?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly name: string;
  readonly description?: string;
  readonly owner?: string;
  readonly system?: string;
  readonly size?: {
    readonly cpu?: number;
    readonly memory?: number;
    readonly min?: number;
    readonly max?: number;
  };
}

/**
 * What would be created and how the lens judges it. The shape of the answer of `POST /v1/golden-path/preview`.
 *
 * @public
 */
export interface PreviewedGoldenPath {
  files: { path: string; size: number; executable: boolean }[];
  score: Pick<
    Scorecard['score'],
    'value' | 'coverage' | 'grade' | 'decided' | 'applicable' | 'highRisks'
  >;
  /** Checks that fail or warn. */
  findings: (Pick<CheckResult, 'check' | 'title' | 'severity' | 'verdict'> & {
    reason?: string;
    findings: Finding[];
  })[];
  warnings: string[];
}

/** @public */
export interface PreviewGoldenPathOptions {
  readonly config: GoldenPathConfig;
  readonly request: PreviewRequest;
  /** The document the portal judges with; that of an organisation without decisions when not set. */
  readonly organisation?: OrganisationDocument;
  /** Where overlays come from; the folders of the configuration, and the packaged ones, when not set. */
  readonly library?: OverlayLibrary;
  /** The moment the assessment is made for; now when not set. */
  readonly now?: Date;
}

/**
 * Renders a service in memory and assesses it. Writes nothing and calls nobody.
 *
 * @throws InputError when the answers cannot be rendered, NotFoundError for a language, target or pipeline that does not
 * exist.
 * @public
 */
export async function previewGoldenPath(
  options: PreviewGoldenPathOptions,
): Promise<PreviewedGoldenPath> {
  const { files, scorecard, warnings } = await renderAndAssess(options);
  const { value, coverage, grade, decided, applicable, highRisks } = scorecard.score;
  return {
    files: files.map(({ path, content, executable }) => ({
      path,
      size: content.length,
      executable,
    })),
    score: { value, coverage, grade, decided, applicable, highRisks },
    findings: scorecard.results
      .filter(result => result.verdict === 'fail' || result.verdict === 'warn')
      .map(({ check, title, severity, verdict, units }) => ({
        check,
        title,
        severity,
        verdict,
        reason: units.find(unit => unit.verdict === verdict)?.reason,
        findings: units.flatMap(unit => [...unit.findings]),
      })),
    warnings,
  };
}

/** The files and the whole scorecard, for the preview and for tests. */
export async function renderAndAssess(options: PreviewGoldenPathOptions): Promise<{
  files: readonly RenderedFile[];
  scorecard: Scorecard;
  warnings: string[];
}> {
  const { config, request } = options;
  const target = request.target || config.targets.default;
  const ci = request.ci || config.ci.default;
  const updateBot = request.updateBot || config.updateBot;
  const { service, values, warnings } = resolveValues({
    language: request.language,
    target,
    ci,
    name: request.name,
    overrides: {
      workload: request.workload,
      schedule: request.schedule,
      size: request.size,
      secrets: request.secrets && [...request.secrets],
      parent: request.parent,
      labels: request.labels,
    },
    updateBot,
    config,
  });
  const library = options.library ?? OverlayLibrary.create({ overlayPaths: config.overlayPaths });
  const standard = serviceOverlays({ language: request.language, target, ci, updateBot });
  const extras = await extraOverlays({
    library,
    overlays: standard,
    workload: service.workload,
  });
  const { files } = await renderSkeleton({
    library,
    overlays: [...standard, ...extras],
    values: {
      name: request.name,
      description: request.description || `The service ${request.name}.`,
      owner: request.owner || 'group:default/owner',
      system: request.system ?? '',
      service,
      platform: values,
    },
    template: `template:default/${request.language}-service`,
    templateVersion: serviceTemplateVersion,
  });
  const scorecard = await assess({
    subject: { name: request.name },
    evidence: {
      repository: repositoryFromFiles({
        files: Object.fromEntries(files.map(file => [file.path, file.content])),
      }),
    },
    organisation: options.organisation ?? defaultOrganisation,
    now: options.now ?? new Date(),
  });
  return { files, scorecard, warnings: [...warnings, ...(await library.notices())] };
}
