import { narrowTriggers, triggersWhereTrue } from '../github/narrowTriggers';
import { ImageBuild, StepPlace } from '../model/pipeline';
import { BuildFields, placeBuild, settlePairs, settlePlatforms } from './buildFields';
import { findMetadata, inputLines } from './readMetadataAction';
import { expand, holdsSecret, settle, TextValue } from './textValues';

/** Actions that build an image, and how they name what build-push-action calls `context`, `file`, `tags`, `push`. */
const tools: readonly (readonly [RegExp, ImageBuild['tool']])[] = [
  [/^docker\/build-push-action$/, 'build-push-action'],
  [/^depot\/build-push-action$/, 'depot'],
  [/^redhat-actions\/buildah-build$/, 'buildah'],
  [/^(aevea|int128|martinheinz)\/(action-kaniko|kaniko-action)$/, 'kaniko'],
  [/^buildpacks\/github-actions/, 'pack'],
  [
    /^(elgohr\/Publish-Docker-Github-Action|mr-smithers-excellent\/docker-build-push|whoan\/docker-build-with-cache-action|useblacksmith\/build-push-action|namespacelabs\/nscloud-build-push-action|kciter\/aws-ecr-action)$/i,
    'other',
  ],
];

const alwaysPushes = /^(elgohr\/|mr-smithers|aevea|martinheinz|kciter|whoan)/i;

/** The build of a step that uses an action; `undefined` when the action builds no image. */
export function readActionBuild(place: StepPlace, value: TextValue): BuildFields | undefined {
  const { step } = place;
  const name = step.uses?.kind === 'action' ? step.uses.name : '';
  const tool = tools.find(([pattern]) => pattern.test(name))?.[1];
  if (!tool) {
    return undefined;
  }
  const input = (...names: readonly string[]) => {
    const found = names
      .map(key => step.inputs.get(key))
      .find(text => text !== undefined && text !== '');
    return found === undefined ? undefined : expand(found, value);
  };
  const lines = (key: string) => inputLines(step.inputs.get(key), value);
  const outputs = lines('outputs');
  const written = input('context', 'path', 'build_context');
  // `{{defaultContext}}:app` is a folder of the commit that is built.
  const context = written?.replace(/^\{\{\s*defaultContext\s*\}\}:?/, './');
  const metadata = (key: string) => findMetadata(step.inputs.get(key) ?? '', place, value);
  const args = lines('build-args')
    .concat(lines('build_args'))
    .filter(line => line.includes('='));
  const pairs = settlePairs(
    args.map(line => {
      const raw = line.slice(line.indexOf('=') + 1);
      return [line.slice(0, line.indexOf('=')), raw, holdsSecret(raw)] as const;
    }),
    step.inputLines?.get('build-args') ?? step.line,
  );
  const tags =
    metadata('tags')?.tags ?? lines('tags').flatMap(line => line.split(',').map(tag => tag.trim()));
  const pull = input('pull');
  return {
    tool,
    path: step.path,
    line: step.line,
    ...placeBuild({
      context,
      file: input('file', 'dockerfile', 'containerfiles', 'buildDockerfile'),
      base: '',
    }),
    target: settle(input('target')),
    buildArgs: pairs.values,
    secretArgs: pairs.secrets,
    tags:
      tags.length > 0 ? tags : [input('image', 'name', 'repository')].flatMap(text => text ?? []),
    labels: readLabels(lines('labels'), metadata('labels')?.labels),
    platforms: settlePlatforms(lines('platforms').concat(lines('platform'))),
    pushTriggers: readPush({ place, value, outputs, pushes: alwaysPushes.test(name) }),
    cacheFrom: lines('cache-from'),
    cacheTo: lines('cache-to'),
    noCache: isWithoutCache(input('no-cache'), place, value),
    pull: pull !== undefined && pull !== 'false',
    provenance:
      input('provenance') ?? /type=provenance,?(\S*)/.exec(lines('attests').join(' '))?.[1],
    sbom: input('sbom'),
  };
}

/**
 * Whether regular builds leave the cache out. `${{ github.event_name == 'schedule' }}` does it on a schedule, where it
 * is allowed, and an input of a person says nothing of the builds nobody starts.
 */
function isWithoutCache(text: string | undefined, { step }: StepPlace, value: TextValue): boolean {
  if (text === undefined) return false;
  if (!text.includes('${{')) return text.trim().toLowerCase() === 'true';
  if (/\b(inputs|vars|needs|steps|secrets)\b/.test(text)) return false;
  const on = triggersWhereTrue(step.triggers, text, value);
  return on.some(({ kind }) => kind !== 'schedule' && kind !== 'manual');
}

function readPush(options: {
  readonly place: StepPlace;
  readonly value: TextValue;
  readonly outputs: readonly string[];
  readonly pushes: boolean;
}): ImageBuild['pushTriggers'] {
  const { step } = options.place;
  const text = step.inputs.get('push') ?? step.inputs.get('publish');
  if (options.outputs.some(output => /type=registry|push=true/.test(output))) {
    return step.triggers;
  }
  const open = options.outputs.find(output => /push=\$\{\{/.test(output));
  if (open !== undefined) {
    return narrowTriggers(
      step.triggers,
      [/push=(\$\{\{(?:(?!push=).)*?\}\})/.exec(open)?.[1] ?? 'true'],
      options.value,
    );
  }
  if (text === undefined) {
    return options.pushes ? step.triggers : [];
  }
  return triggersWhereTrue(step.triggers, text, options.value);
}

/** Labels of the build; `*` for the standard set of docker/metadata-action. */
export function readLabels(
  lines: readonly string[],
  metadata: readonly string[] | undefined,
): Map<string, string | undefined> {
  const labels = new Map<string, string | undefined>(metadata ? [['*', undefined]] : []);
  for (const line of [...(metadata ?? []), ...lines]) {
    const equals = line.indexOf('=');
    if (equals > 0) {
      const raw = settle(line.slice(equals + 1).replace(/^["'](.*)["']$/, '$1'));
      labels.set(line.slice(0, equals).trim(), raw.resolved ? raw.value : undefined);
    }
  }
  return labels;
}
