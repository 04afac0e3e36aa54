import { ParentEntry } from '../../data/parentTable';
import { ImageReference } from '../dockerfile/imageReference';

/**
 * How far a reference holds an image in place: `digest`, `pinned` (version with two parts, or release of an operating
 * system), `loose` (one number, a code name, or nothing better is offered) or `floating` (no tag, `latest` and so on).
 *
 * @public
 */
export type TagReading = 'digest' | 'pinned' | 'loose' | 'floating';

const floatingWords = new Set(
  'latest edge nightly rolling main master dev canary snapshot lts stable current mainline'.split(
    ' ',
  ),
);

/** Systems below the product: the version behind them is not that of the product. */
const systemWords = new Set(
  'alpine debian ubuntu ubi fedora centos rockylinux nanoserver'.split(' '),
);

/** @public */
export function readTag(reference: ImageReference, entry: ParentEntry | undefined): TagReading {
  const { tag, digest } = reference;
  if (digest !== undefined) {
    return 'digest';
  }
  const [first = '', ...others] = (tag ?? '').split('-');
  // `exts-0.139.0`: a word may come before the version, unless it names a channel or says whose version it is.
  const word = first.toLowerCase();
  const leads = /^[a-z]+$/.test(word) && !floatingWords.has(word) && !systemWords.has(word);
  const version = leads ? (others[0] ?? '') : first;
  if (/^v?\d+([._]\d+)+/i.test(version) && !tag?.toLowerCase().endsWith('-latest')) {
    return 'pinned';
  }
  if (entry?.noVersionTags) {
    return 'loose';
  }
  if (tag === undefined || isFloating(tag)) {
    return 'floating';
  }
  if (entry?.releaseTags && (/^\d+$/.test(first) || others.some(part => /^\d{8}$/.test(part)))) {
    return 'pinned';
  }
  return 'loose';
}

/** Whether a tag is one that moves by intention: `latest`, `lts-slim`, `alpine-latest`. @public */
export function isFloating(tag: string): boolean {
  const [first = ''] = tag.toLowerCase().split('-');
  return floatingWords.has(first) || tag.toLowerCase().endsWith('-latest');
}
