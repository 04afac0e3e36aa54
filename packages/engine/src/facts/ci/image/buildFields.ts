import { joinPath } from '../../repository/paths';
import { resolved, Resolved, unresolved } from '../../resolved';
import { ImageBuild, StepPlace } from '../model/pipeline';
import { settle } from './textValues';

/** What a reader of one tool finds out; everything else has a default. */
export type BuildFields = Partial<Omit<ImageBuild, keyof StepPlace>> &
  Pick<ImageBuild, 'tool' | 'path' | 'line'>;

export function completeBuild(place: StepPlace, fields: BuildFields): ImageBuild {
  return {
    remoteContext: false,
    buildArgs: new Map(),
    secretArgs: new Map(),
    tags: [],
    labels: new Map(),
    pushTriggers: [],
    cacheFrom: [],
    cacheTo: [],
    noCache: false,
    pull: false,
    ...fields,
    ...place,
  };
}

/** Context and Dockerfile from the texts a build names; `base` is the folder that paths start from. */
export function placeBuild(options: {
  readonly context: string | undefined;
  readonly file: string | undefined;
  /** Folder that the context starts from. */
  readonly base: string | undefined;
  /** Folder that a named Dockerfile starts from: `context` for kaniko. */
  readonly fileBase?: 'context' | 'base';
}): Required<Pick<ImageBuild, 'context' | 'file' | 'remoteContext'>> {
  const written = settle(options.context ?? '.');
  const text = written.resolved ? (written.value ?? '') : '';
  const remoteContext = /^(https?:|git@|git:|ssh:|s3:|gs:)|^-$/.test(text);
  const context = remoteContext ? written : inFolder(written, options.base);
  const file = settle(options.file);
  if (file.resolved && file.value === undefined) {
    const fallback = context.resolved
      ? resolved(joinPath(context.value ?? '', 'Dockerfile'))
      : context;
    return { context, remoteContext, file: remoteContext ? context : fallback };
  }
  const folder = options.fileBase === 'context' && context.resolved ? context.value : options.base;
  return { context, remoteContext, file: inFolder(file, folder) };
}

function inFolder(value: Resolved<string>, folder: string | undefined): Resolved<string> {
  if (!value.resolved) {
    return value;
  }
  if (folder === undefined) {
    return unresolved('the working folder of the pipeline step is not known');
  }
  const path = joinPath(folder, (value.value ?? '').replace(/^dir:\/\//, ''));
  return path === undefined ? unresolved('the path leaves the repository') : resolved(path);
}

export function settlePlatforms(texts: readonly string[]): Resolved<readonly string[]> | undefined {
  const all = texts.join(',');
  const value = settle(all);
  if (all.trim() === '') {
    return undefined;
  }
  return value.resolved ? resolved(all.split(/[\s,]+/).filter(text => text !== '')) : value;
}

/** `NAME=value` texts: values that are literals, names that take a secret. */
export function settlePairs(
  pairs: readonly (readonly [name: string, raw: string, isSecret: boolean])[],
  line: number | undefined,
): {
  readonly values: Map<string, string | undefined>;
  readonly secrets: Map<string, number | undefined>;
} {
  const values = new Map<string, string | undefined>();
  const secrets = new Map<string, number | undefined>();
  for (const [name, raw, isSecret] of pairs) {
    const value = settle(raw);
    values.set(name, value.resolved ? value.value : undefined);
    if (isSecret) {
      secrets.set(name, line);
    }
  }
  return { values, secrets };
}
