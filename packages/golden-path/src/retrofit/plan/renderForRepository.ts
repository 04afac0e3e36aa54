import { GoldenPathConfig } from '../../config/goldenPathConfig';
import { InputError } from '../../errors/InputError';
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

/** The answers, or what the platform prefers; a preferred bot that the pipeline excludes gives way to Renovate. */
export async function chooseAxes(
  choices: RetrofitChoices,
  config: GoldenPathConfig,
  library: OverlayLibrary,
): Promise<ChosenAxes> {
  const chosen = (answer: string | undefined, otherwise: string) =>
    answer === 'none' ? undefined : (answer ?? otherwise);
  const ci = chosen(choices.ci, config.ci.default);
  const preferred = chosen(choices.updateBot, config.updateBot);
  const needed = preferred && (await pipelineOf(preferred, library));
  const isExcluded = ci !== undefined && needed !== undefined && needed !== ci;
  if (isExcluded && choices.updateBot !== undefined) {
    throw new InputError(`The update bot ${preferred} works with the pipeline ${needed} only.`);
  }
  return {
    target: chosen(choices.target, config.targets.default),
    ci,
    updateBot: isExcluded ? 'renovate' : preferred,
  };
}

/** The one pipeline that a bot works with; undefined where it works with all. */
async function pipelineOf(bot: string, library: OverlayLibrary): Promise<string | undefined> {
  const { requires } = (await library.get(`updates/${bot}`)).manifest;
  return requires.find(id => /^ci\/[a-z0-9-]+$/.test(id))?.slice('ci/'.length);
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
  const updateBot = axes.updateBot ?? 'renovate';
  const ci = axes.ci ?? (await pipelineOf(updateBot, library)) ?? config.ci.default;
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
