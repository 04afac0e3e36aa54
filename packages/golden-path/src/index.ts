/**
 * Golden paths: overlays are resolved, rendered, merged and locked here.
 *
 * @packageDocumentation
 */
export { exampleOrganisation } from './config/exampleOrganisation';
export { exampleParents } from './config/exampleParents';
export * from './config/goldenPathConfig';
export { labelValueSchema } from './config/labelConfig';
export { parentChoices } from './config/parentChoices';
export type { ParentChoice } from './config/parentChoices';
export { convertCopilot } from './copilot/convertCopilot';
export type { ConvertCopilotOptions, ConvertedCopilot } from './copilot/convertCopilot';
export type { ConvertedService } from './copilot/convert/convertedService';
export type { UnmappedCopilotField } from './copilot/convert/fields';
export type { CopilotProblem } from './copilot/copilotProblem';
export { copilotManifestTypes } from './copilot/manifestType';
export type { CopilotManifestType } from './copilot/manifestType';
export { validateCopilotManifest } from './copilot/validateCopilotManifest';
export type { ValidatedCopilotManifest } from './copilot/validateCopilotManifest';
export { ConflictError } from './errors/ConflictError';
export { InputError } from './errors/InputError';
export type { OverlayPlace } from './errors/InputError';
export { NotFoundError } from './errors/NotFoundError';
export { describeLeave } from './leave/describeLeave';
export { findCopilotService } from './leave/findCopilotService';
export type { CopilotServiceFiles } from './leave/findCopilotService';
export type { LeaveChange, LeavePlan } from './leave/leavePlan';
export type { MovedField } from './leave/mapManifest';
export { planLeaveCopilot } from './leave/planLeaveCopilot';
export type { PlanLeaveCopilotOptions } from './leave/planLeaveCopilot';
export { readCopilotService } from './leave/readCopilotService';
export type { ReadCopilotService } from './leave/readCopilotService';
export { leaveTargets } from './leave/renderLeave';
export type { LeaveTarget } from './leave/renderLeave';
export { scaffoldLockPath, scaffoldLockSchema } from './lock/scaffoldLock';
export type { ScaffoldLock } from './lock/scaffoldLock';
export { listOptions } from './options/listOptions';
export type { GoldenPathOptionList } from './options/listOptions';
export type { ParentOption } from './options/listParents';
export { extraOverlays } from './overlay/extraOverlays';
export type { Overlay, OverlayFile } from './overlay/loadOverlay';
export { OverlayLibrary } from './overlay/overlayLibrary';
export type { FetchedFolder } from './overlay/overlayLibrary';
export type { FileClass, MergedDocument, OverlayManifest } from './overlay/overlayManifest';
export { mergedDocuments, overlayManifestSchema } from './overlay/overlayManifest';
export { templatesDirectory } from './overlay/templatesDirectory';
export { parentFamilies, parentOverlays } from './parent/parentOverlays';
export type { ParentFamily } from './parent/parentOverlays';
export { parentValuesSchema } from './parent/parentValues';
export type { ParentValues } from './parent/parentValues';
export { previewGoldenPath } from './preview/previewGoldenPath';
export type {
  PreviewedGoldenPath,
  PreviewGoldenPathOptions,
  PreviewRequest,
} from './preview/previewGoldenPath';
export type { RenderedFile } from './render/renderedFile';
export { renderSkeleton } from './render/renderSkeleton';
export type { RenderedSkeleton, RenderSkeletonOptions } from './render/renderSkeleton';
export { serviceOverlays } from './render/serviceOverlays';
export { writeFiles } from './render/writeFiles';
export * from './service/cronSchedule';
export * from './service/deriveRuntime';
export * from './service/fargateSizes';
export * from './service/platformValues';
export * from './service/resolveValues';
export * from './service/serviceSpec';
export { describeRetrofit } from './retrofit/describeRetrofit';
export { diffLines } from './retrofit/diffLines';
export { planRetrofit } from './retrofit/planRetrofit';
export type { PlanRetrofitOptions } from './retrofit/planRetrofit';
export { readService } from './retrofit/readService';
export type { ReadServiceOptions } from './retrofit/readService';
export { retrofitTemplateVersion } from './retrofit/plan/renderForRepository';
export { retrofitChoicesSchema } from './retrofit/retrofitChoices';
export type { RetrofitChoices } from './retrofit/retrofitChoices';
export { retrofitRepository } from './retrofit/retrofitRepository';
export type { RetrofitRepositoryOptions } from './retrofit/retrofitRepository';
export { splitAnswers } from './retrofit/splitAnswers';
export { filesBelow } from './retrofit/retrofitFiles';
export type { RetrofitFiles } from './retrofit/retrofitFiles';
export type {
  KeptFile,
  RetrofitChange,
  RetrofitGuidance,
  RetrofitPart,
  RetrofitPlan,
} from './retrofit/retrofitPlan';
export type {
  FactOverrides,
  HealthPaths,
  RetrofitLanguage,
  ServiceFact,
  ServiceFacts,
  TestCommand,
} from './retrofit/serviceFacts';
export { renderPackagedTemplates } from './template/packagedTemplates';
export { serviceTemplateVersion } from './template/serviceTemplate';
export * from './proof/combination';
export { hasKubernetesSchema, kubernetesProblems } from './proof/kubernetes/kubernetesProblems';
export { coverPairs } from './proof/coverPairs';
export { listCombinations } from './proof/listCombinations';
export { proveCombination } from './proof/proveCombination';
export type { ProvenCombination } from './proof/proveCombination';
export { actionInputs } from './proof/author/actionInputs';
export type { AuthorFinding, AuthorRule, SeenFinding } from './proof/author/authorFinding';
export { grades } from './proof/author/judgeComposition';
export type { Grade } from './proof/author/judgeComposition';
export { testAuthorFolder } from './proof/author/testAuthorFolder';
export type { AuthorReport, TestAuthorFolderOptions } from './proof/author/testAuthorFolder';
