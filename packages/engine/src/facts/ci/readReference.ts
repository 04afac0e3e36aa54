import { CiReference } from './model/pipeline';

interface Place {
  readonly path: string;
  readonly line?: number;
}

/** `uses` of a step or job. */
export function readUses(
  text: string,
  kind: 'action' | 'reusable-workflow',
  place: Place,
): CiReference {
  if (text.startsWith('docker://')) {
    return { ...readImage(text.slice('docker://'.length), place), kind: 'docker-action', text };
  }
  const { path, line } = place;
  const local = text.startsWith('./') || text.startsWith('../');
  const sign = text.lastIndexOf('@');
  const name = sign < 0 ? text : text.slice(0, sign);
  const ref = sign < 0 || local ? undefined : text.slice(sign + 1);
  return {
    kind,
    text,
    name: local ? text : name.split('/').slice(0, 2).join('/'),
    ref: ref === '' ? undefined : ref,
    local,
    unresolved: isOpen(text) ? true : undefined,
    path,
    line,
  };
}

/** Image of a job or a service. */
export function readImage(text: string, { path, line }: Place): CiReference {
  const digest = text.indexOf('@');
  const plain = digest < 0 ? text : text.slice(0, digest);
  const colon = plain.lastIndexOf(':');
  const tagged = colon > plain.lastIndexOf('/');
  const tag = tagged ? plain.slice(colon + 1) : undefined;
  return {
    kind: 'image',
    text,
    name: tagged ? plain.slice(0, colon) : plain,
    ref: digest >= 0 ? text.slice(digest + 1) : tag,
    local: false,
    unresolved: isOpen(text) ? true : undefined,
    path,
    line,
  };
}

function isOpen(text: string): boolean {
  return text.includes('$');
}
