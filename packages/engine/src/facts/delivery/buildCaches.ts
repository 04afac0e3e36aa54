import { ImageBuild, Pipeline, PipelineStep } from '../ci/model/pipeline';

/** Why the layers of earlier builds are reused; `undefined` when nothing says so. */
export function findLayerCache(build: ImageBuild): string | undefined {
  if (build.cacheFrom.length > 0) return 'takes layers from a cache';
  if (build.tool === 'depot') return 'builds with Depot, which keeps layers';
  const words =
    build.command === undefined ? [] : (build.step.commands[build.command]?.words ?? []);
  if (build.tool === 'kaniko') {
    const on = (text: string) => /--cache(=true|-repo=\S+)?(\s|$)/.test(text);
    const inputs = [...build.step.inputs.values()].join('\n');
    if (words.some(on) || on(inputs)) return 'has the cache of kaniko on';
  }
  if (build.tool === 'pack' && words.some(word => /^--cache(-image)?(=|$)/.test(word))) {
    return 'has a cache image';
  }
  const action = build.step.uses?.name ?? '';
  if (
    /^(useblacksmith\/build-push-action|namespacelabs\/nscloud-build-push-action)$/.test(action)
  ) {
    return 'builds with a service that keeps layers';
  }
  return build.job.steps.some(usesKeptBuilder) ? 'uses a builder that is kept' : undefined;
}

/** A builder that outlives the job. */
function usesKeptBuilder({ uses, inputs, commands }: PipelineStep): boolean {
  const action = /^docker\/setup-buildx-action$/.test(uses?.name ?? '');
  if (action && (inputs.get('driver') === 'remote' || inputs.has('endpoint'))) return true;
  if (
    /^(depot\/(setup-action|use-action)|useblacksmith\/setup-docker-builder|namespacelabs\/nscloud-setup-buildx-action)$/.test(
      uses?.name ?? '',
    )
  )
    return true;
  return commands.some(({ name, words }) => {
    const text = words.join(' ');
    return (
      name === 'docker' && /buildx create .*--driver[= ](remote|kubernetes|cloud)\b/.test(text)
    );
  });
}

/** Actions that keep downloaded dependencies without being told to. */
const cachesByItself =
  /^(gradle\/(actions\/setup-gradle|gradle-build-action)|Swatinem\/rust-cache|actions\/setup-go|astral-sh\/setup-uv|actions\/cache(\/restore)?|bahmutov\/npm-install|buildjet\/cache)$/;

/** Where a pipeline keeps downloaded dependencies between runs. */
export function findDependencyCache(pipeline: Pipeline): PipelineStep | 'text' | undefined {
  for (const step of pipeline.jobs.flatMap(job => job.steps)) {
    const name = step.uses?.name ?? '';
    const input = step.inputs.get('cache') ?? step.inputs.get('bundler-cache');
    const told = /(^|\/)setup-/.test(name) && input !== undefined && !/^(false|)$/.test(input);
    if (told || (cachesByItself.test(name) && input !== 'false')) return step;
  }
  const keeps = pipeline.system === 'gitlab' || pipeline.system === 'codebuild';
  return keeps && /^[ \t]*cache:/m.test(pipeline.text) ? 'text' : undefined;
}
