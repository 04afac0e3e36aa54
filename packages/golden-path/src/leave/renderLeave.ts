import { GoldenPathConfig } from '../config/goldenPathConfig';
import { ConvertedService } from '../copilot/convert/convertedService';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { renderSkeleton } from '../render/renderSkeleton';
import { serviceOverlays } from '../render/serviceOverlays';
import { RenderedForRepository } from '../retrofit/plan/renderForRepository';
import { deriveRuntime } from '../service/deriveRuntime';
import { resolveValues } from '../service/resolveValues';
import { serviceSpecSchema } from '../service/serviceSpec';

/**
 * Targets that a service of Copilot can move to.
 *
 * @public
 */
export const leaveTargets = ['ecs', 'helm', 'ecs-express', 'kustomize'] as const;

/** @public */
export type LeaveTarget = (typeof leaveTargets)[number];

/** For the lock and the catalog. */
export const leaveTemplate = {
  reference: 'template:default/leave-copilot',
  version: '1.0.0',
} as const;

/**
 * Renders a target from what a manifest says. The pipeline of the composition is rendered as well and taken by nobody.
 *
 * @throws InputError when a size or a name is not allowed here, or the target cannot run the workload.
 */
export async function renderLeave(options: {
  readonly name: string;
  readonly service: ConvertedService;
  readonly target: LeaveTarget;
  readonly language: string;
  readonly description: string;
  readonly owner: string;
  readonly config: GoldenPathConfig;
  readonly library: OverlayLibrary;
}): Promise<RenderedForRepository> {
  const { name, service: given, target, language, description, owner, config, library } = options;
  const { scaling, paths, ...plain } = given;
  const ci = config.ci.default;
  const { updateBot } = config;
  const resolved = resolveValues({
    language,
    target,
    ci,
    updateBot,
    name,
    overrides: {
      workload: given.workload,
      schedule: given.workload === 'job' ? given.schedule : undefined,
      timeoutSeconds: given.timeoutSeconds,
      port: given.port,
      size: { cpu: given.cpu, memory: given.memory, min: scaling?.min, max: scaling?.max },
      shutdown: given.shutdown,
    },
    config,
  });
  const service = serviceSpecSchema.parse({
    ...resolved.service,
    ...plain,
    name,
    scaling: { ...resolved.service.scaling, ...scaling },
    paths: { ...resolved.service.paths, ...paths },
  });
  const platform = {
    ...resolved.values,
    derived: deriveRuntime({ service, cpuLimit: config.limits.cpuLimit }),
  };
  const overlays = serviceOverlays({ language, target, ci, updateBot });
  const values = { name, description, owner, system: '', service, platform };
  const { files } = await renderSkeleton({
    library,
    overlays,
    values,
    template: leaveTemplate.reference,
    templateVersion: leaveTemplate.version,
  });
  return { files, service, platform, values, overlays, warnings: resolved.warnings };
}
