import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { annotations } from '@container-lens/backstage-plugin-container-lens-common';

const MAX_URL_LENGTH = 2000;
const MAX_PATH_LENGTH = 500;

/** Where the source of an entity is, or why that is not known. */
export type SourceLocation = { readonly url: string } | { readonly problem: string };

/**
 * Finds the folder an entity's source is in. Annotations are hostile: only http and https URLs without credentials
 * and with an allowed host come back, always with a slash at the end of their path.
 */
export function findSourceLocation(options: {
  readonly entity: Entity;
  readonly allowedHosts: readonly string[];
  readonly integrations: ScmIntegrationRegistry;
}): SourceLocation {
  const { entity, allowedHosts, integrations } = options;
  const given = entity.metadata.annotations ?? {};
  const explicit = given[ANNOTATION_SOURCE_LOCATION];
  const ref = explicit ?? given[ANNOTATION_LOCATION];
  if (!ref) {
    return {
      problem:
        `The entity has no source location. Add the annotation ${ANNOTATION_SOURCE_LOCATION} with the URL of its ` +
        'folder in the repository, for example url:https://github.com/acme/orders/tree/main/.',
    };
  }
  const base = readLocation(ref, allowedHosts);
  if ('problem' in base) {
    return base;
  }
  try {
    // A managed-by location is the descriptor file itself; the source is the folder it is in.
    const folder = explicit ? base.url : integrations.resolveUrl({ url: './', base: base.url });
    return enterSubfolder({
      folder: withTrailingSlash(folder),
      path: given[annotations.path],
      allowedHosts,
      integrations,
    });
  } catch {
    return { problem: `The source location "${shorten(ref)}" is not a URL of a folder.` };
  }
}

function readLocation(ref: string, allowedHosts: readonly string[]): SourceLocation {
  if (ref.length > MAX_URL_LENGTH) {
    return { problem: `The source location is longer than ${MAX_URL_LENGTH} characters.` };
  }
  let type: string;
  let target: string;
  let url: URL;
  try {
    ({ type, target } = parseLocationRef(ref));
  } catch {
    return {
      problem: `The source location "${shorten(ref)}" is not of the form url:https://host/path/.`,
    };
  }
  if (type !== 'url') {
    return {
      problem:
        `The source location is of type "${shorten(type)}"; only locations of type "url" can be read. ` +
        `Add the annotation ${ANNOTATION_SOURCE_LOCATION} with the URL of the repository.`,
    };
  }
  try {
    url = new URL(target);
  } catch {
    return { problem: `The source location "${shorten(target)}" is not a URL.` };
  }
  return checkUrl(url, allowedHosts);
}

function checkUrl(url: URL, allowedHosts: readonly string[]): SourceLocation {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return {
      problem: `The source location is a ${url.protocol} URL; only https and http are read.`,
    };
  }
  if (url.username || url.password) {
    return {
      problem:
        'The source location contains a user name or password. Remove it: configured integrations sign in.',
    };
  }
  if (!allowedHosts.includes(url.host)) {
    return {
      problem:
        `The host "${shorten(url.host)}" is not one that may be read. Configure an integration for it, ` +
        'or add it under containerLens.source.allowedHosts.',
    };
  }
  url.hash = '';
  return { url: url.toString() };
}

function enterSubfolder(options: {
  readonly folder: string;
  readonly path: string | undefined;
  readonly allowedHosts: readonly string[];
  readonly integrations: ScmIntegrationRegistry;
}): SourceLocation {
  const { folder, path, allowedHosts, integrations } = options;
  const parts = (path ?? '').split('/').filter(part => part !== '' && part !== '.');
  if (parts.length === 0) {
    return checkUrl(new URL(folder), allowedHosts);
  }
  if (
    path!.length > MAX_PATH_LENGTH ||
    parts.some(part => part === '..' || !/^[A-Za-z0-9._@+ -]+$/.test(part))
  ) {
    return {
      problem: `The annotation ${annotations.path} is not a relative folder: "${shorten(path!)}".`,
    };
  }
  const url = integrations.resolveUrl({
    url: `./${parts.map(encodeURIComponent).join('/')}/`,
    base: folder,
  });
  return checkUrl(new URL(withTrailingSlash(url)), allowedHosts);
}

/** Relative links resolve below a folder only when its path ends with a slash. */
function withTrailingSlash(target: string): string {
  const url = new URL(target);
  if (!url.search && !url.pathname.endsWith('/')) {
    url.pathname += '/';
  }
  return url.toString();
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
