import { WireCheckResult } from '@container-lens/backstage-plugin-container-lens-common';

/** How much a check matters. */
export type Severity = WireCheckResult['severity'];

/** Severities, worst first. */
export const severityOrder: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
