/**
 * The Container Build Lens as code: evidence, facts, checks and scoring, without Backstage, network or database.
 *
 * @packageDocumentation
 */
export * from './assess/assess';
export * from './assess/baseline';
export * from './assess/combineVerdicts';
export * from './assess/gate';
export type { CheckWaiver } from './assess/selectWaivers';
export * from './checks/allChecks';
export * from './checks/checkExample';
export * from './checks/runExample';
export * from './contract/check';
export * from './contract/evidence';
export * from './contract/fact';
export * from './contract/observation';
export * from './contract/registryEvidence';
export * from './contract/scorecard';
export * from './contract/verdict';
export { describeRepository } from './describe/describeRepository';
export type {
  DescribedImage,
  DescribedPlace,
  RepositoryDescription,
} from './describe/describeRepository';
export { collectsContent, isDockerfileName } from './evidence/collectsContent';
export * from './evidence/evidenceLimits';
export * from './evidence/repositoryFromFiles';
export * from './evidence/selectContents';
export * from './evidence/subjectFromRepository';
export * from './facts/deployment/kubernetesObject';
export * from './facts/deployment/ownContainer';
export * from './facts/deployment/workload';
export * from './facts/image/imageConfig';
export * from './facts/resolved';
export { fixableChecks } from './fixes/fixes';
export type { AppliedFix, FileChange, FixPlan, OpenFix } from './fixes/fix';
export * from './fixes/planFixes';
export * from './folder/FolderError';
export * from './folder/readFolder';
export * from './lens/lens';
export * from './lens/lensData';
export * from './organisation/organisation';
export * from './organisation/organisationHash';
export type { ParameterTable, ParameterValue } from './organisation/parametersSchema';
export * from './report/describeGate';
export * from './report/describeScore';
export * from './report/renderMarkdown';
export * from './report/renderText';
