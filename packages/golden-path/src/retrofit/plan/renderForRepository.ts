import { GoldenPathConfig } from '../../config/goldenPathConfig';
import { OverlayLibrary } from '../../overlay/overlayLibrary';
import { RenderedFile } from '../../render/renderedFile';
import { renderSkeleton } from '../../render/renderSkeleton';
import { serviceOverlays } from '../../render/serviceOverlays';
import { PlatformValues } from '../../service/platformValues';
import { resolveValues } from '../../service/resolveValues';
import { ServiceSpec, serviceSpecSchema } from '../../service/serviceSpec';
import { RetrofitChoices } from '../retrofitChoices';
import { ServiceFacts } from '../serviceFacts';

/** For the lock and the catalog. */
export const retrofitTemplateRef = 'template:default/retrofit-service';

/**
 * Version of the template `retrofit-service`, in template and lock.
 *
 * @public
 */
export const retrofitTemplateVersion = '1.0.0';

/** The golden path for a service that exists, rendered whole; what of it is taken is decided elsewhere. */
export interface RenderedForRepository {
  readonly files: readonly RenderedFile[];
  readonly service: ServiceSpec;
  readonly platform: PlatformValues;
  readonly values: Readonly<Record<string, unknown>>;
  readonly overlays: readonly string[];
  readonly warnings: readonly string[];
}

/** What is brought where the repository has none; undefined for nothing. */
export interface ChosenAxes {
  readonly target: string | undefined;
  readonly ci: string | undefined;
  readonly updateBot: string | undefined;
}

export function chooseAxes(choices: RetrofitChoices, config: GoldenPathConfig): ChosenAxes {
  const chosen = (answer: string | undefined, otherwise: string) =>
    answer === 'none' ? undefined : (answer ?? otherwise);
  return {
    target: chosen(choices.target, config.targets.default),
    ci: chosen(choices.ci, config.ci.default),
    updateBot: chosen(choices.updateBot, config.updateBot),
  };
}

/**
 * Renders with what is known of the service.
 *
 * @throws InputError when a value cannot be used, NotFoundError for a target or pipeline that does not exist.
 */
export async function renderForRepository(options: {
  readonly facts: ServiceFacts;
  readonly name: string;
  readonly choices: RetrofitChoices;
  readonly axes: ChosenAxes;
  readonly config: GoldenPathConfig;
  readonly library: OverlayLibrary;
}): Promise<RenderedForRepository> {
  const { facts, name, choices, axes, config, library } = options;
  // A composition needs a language; nothing of its overlay is taken.
  const language = facts.language.value ?? 'node';
  const target = axes.target ?? config.targets.default;
  const ci = axes.ci ?? config.ci.default;
  const updateBot = axes.updateBot ?? config.updateBot;
  const workload = facts.workload.value ?? 'service';
  const resolved = resolveValues({
    language,
    target,
    ci,
    updateBot,
    name,
    overrides: {
      workload,
      schedule: workload === 'job' ? choices.schedule : undefined,
      port: facts.port.value,
    },
    config,
  });
  const health = facts.health.value;
  const service = serviceSpecSchema.parse({
    ...resolved.service,
    ...(health ? { paths: { ...resolved.service.paths, ...health, route: health.ready } } : {}),
  });
  const overlays = serviceOverlays({ language, target, ci, updateBot });
  const values = {
    name,
    description: choices.description || `The service ${name}.`,
    owner: choices.owner || 'group:default/owner',
    system: '',
    service,
    platform: resolved.values,
  };
  const { files } = await renderSkeleton({
    library,
    overlays,
    values,
    template: retrofitTemplateRef,
    templateVersion: retrofitTemplateVersion,
  });
  return {
    files,
    service,
    platform: resolved.values,
    values,
    overlays,
    warnings: resolved.warnings,
  };
}
