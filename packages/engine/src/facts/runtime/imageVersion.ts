import { parseImageReference } from '../dockerfile/imageReference';
import { isFloating } from '../parent/readTag';

/** How far a deployed image is held in place. @public */
export interface ImageVersion {
  readonly verdict: 'pass' | 'warn' | 'fail' | 'unknown';
  readonly message: string;
}

/** Three numeric parts, with `v`, a word before it or a pre-release behind it. */
const version = /^(?:[A-Za-z]+[-_]){0,3}v?\d+\.\d+\.\d+(?:[-+._][\w.+-]*)?$/;
const partOfVersion = /^(?:[A-Za-z]+[-_])?v?\d+(\.\d+)?([-+_][\w.+-]*)?$/;

/**
 * Reads how an image reference of a descriptor names its version: a digest, a version with three parts or a commit hold
 * it, fewer parts and branches move, `latest` and no tag are open.
 *
 * @public
 */
export function readImageVersion(text: string): ImageVersion {
  const reference = parseImageReference(text);
  if (reference?.digest !== undefined) {
    return { verdict: 'pass', message: `${text} is a digest.` };
  }
  const openTag = /^(.*[^/:]):$/.exec(text);
  if (openTag) {
    return { verdict: 'unknown', message: `${text} has an empty tag, which is filled in later.` };
  }
  // The hash of what the image is built from, under a name only the account knows.
  if (/:[0-9a-f]{64}$/.test(text)) {
    return { verdict: 'pass', message: `${text.slice(-64)} names the content of the image.` };
  }
  if (!reference) {
    const open = /\$\{[^}]{1,200}\}[^:]{0,200}:([A-Za-z0-9_][\w.-]{0,127})$/.exec(text)?.[1];
    if (open !== undefined) return readTagVersion(open, text);
    return { verdict: 'unknown', message: `${text} is no image reference.` };
  }
  if (reference.tag === undefined) {
    return { verdict: 'fail', message: `${text} has no tag, which means latest.` };
  }
  return readTagVersion(reference.tag, text);
}

/** Like `readImageVersion`, for a tag alone. @public */
export function readTagVersion(tag: string, subject = `The tag ${tag}`): ImageVersion {
  if (namesCommit(tag)) return { verdict: 'pass', message: `${subject} names a commit.` };
  if (isFloating(tag)) {
    return { verdict: 'fail', message: `${subject} has the floating tag ${tag}.` };
  }
  if (version.test(tag)) return { verdict: 'pass', message: `${subject} names a version.` };
  return partOfVersion.test(tag)
    ? {
        verdict: 'warn',
        message: `${subject} names only a part of a version, and moves with the next release.`,
      }
    : {
        verdict: 'warn',
        message: `${subject} has the tag ${tag}, which may be moved like a branch.`,
      };
}

/** A part of the tag is 7 to 40 hexadecimal characters; a date or a number alone is none. */
function namesCommit(tag: string): boolean {
  return tag
    .split(/[-_.+]/)
    .some(
      (part, index, parts) =>
        /^g?[0-9a-f]{7,40}$/i.test(part) &&
        (part.length === 40 ||
          (/\d/.test(part) && /[a-f]/i.test(part)) ||
          /^(sha|git|commit)$/i.test(parts[index - 1] ?? '')),
    );
}
