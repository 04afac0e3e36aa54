import { findInTheWay, hasContent, RetrofitFiles } from '../retrofitFiles';
import { KeptFile, PartProposal, RetrofitPart, WantedFile } from '../retrofitPlan';

/**
 * Which of the wanted files a part may write: a file that exists is never replaced. Where a file that the others need exists
 * with other content, the whole part stays away, because half of it would not work.
 */
export function fitFiles(options: {
  readonly part: RetrofitPart;
  readonly title: string;
  readonly files: RetrofitFiles;
  readonly wanted: readonly WantedFile[];
  /** Files that a person reads; the part works without them. */
  readonly isOptional: (path: string) => boolean;
}): PartProposal {
  const { part, title, files, wanted, isOptional } = options;
  const kept: KeptFile[] = [];
  const written: WantedFile[] = [];
  const inTheWay: string[] = [];
  const taken = new Map([...files.keys()].map(path => [path.toLowerCase(), path]));
  for (const file of wanted) {
    // Also where a file or link stands in place of the folder.
    const there = taken.get(file.path.toLowerCase()) ?? findInTheWay(files, file.path);
    if (there === undefined) {
      written.push(file);
    } else if (
      there !== file.path ||
      !hasContent(files, file.path, Buffer.from(file.text, 'utf8'))
    ) {
      if (isOptional(file.path)) {
        kept.push({ path: there, why: 'It exists, and yours stays as it is.' });
      } else {
        inTheWay.push(there);
      }
    }
  }
  if (inTheWay.length === 0) return { part, files: written, kept };
  return {
    part,
    files: [],
    kept: inTheWay.map(path => ({
      path,
      why: `It exists, so ${title} cannot be added beside it without a person.`,
    })),
    guidance: [
      {
        title: `Not added: ${title}`,
        text: `${inTheWay.slice(0, 5).join(', ')} ${inTheWay.length === 1 ? 'exists' : 'exist'} with other content. Files of yours are never replaced, and ${title} needs its own at this place.`,
        path: inTheWay[0],
      },
    ],
  };
}
