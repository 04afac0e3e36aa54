/**
 * What a manifest of AWS Copilot can describe. A pipeline has no `type` in its manifest.
 *
 * @public
 */
export const copilotManifestTypes = [
  'Load Balanced Web Service',
  'Backend Service',
  'Worker Service',
  'Scheduled Job',
  'Static Site',
  'Request-Driven Web Service',
  'Environment',
  'Pipeline',
] as const;

/** @public */
export type CopilotManifestType = (typeof copilotManifestTypes)[number];
