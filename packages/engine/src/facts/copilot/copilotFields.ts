import { ManifestFields } from '../deployment/kubernetes/manifestFields';

/** Manifests of Copilot are not rendered: only placeholders are unknown. */
export const copilotFields = new ManifestFields(() => undefined);
