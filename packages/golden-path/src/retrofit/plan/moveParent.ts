import { DescribedImage } from '@container-lens/engine';
import { RetrofitFiles, textOf } from '../retrofitFiles';
import { PartProposal } from '../retrofitPlan';
import { RetrofitLanguage } from '../serviceFacts';
import { imageOf, PartsContext } from './listParts';

/** Names of official images whose programs the runtime parent of the language has, too. */
const families: Readonly<Record<RetrofitLanguage, RegExp>> = {
  node: /(^|\/)(node|nodejs[\w-]*)$/,
  python: /(^|\/)python[\w-]*$/,
  java: /(^|\/)(eclipse-temurin|openjdk|amazoncorretto|java[\w-]*)$/,
  go: /^$/,
};
/** What a runtime parent can start. */
const programs: Readonly<Record<RetrofitLanguage, readonly string[]>> = {
  node: ['node'],
  python: ['python', 'python3'],
  java: ['java'],
  go: [],
};

/** The move for the image that is shipped, where the owner wants it. */
export function moveParentOf(context: PartsContext, files: RetrofitFiles): PartProposal {
  const image = imageOf(context, files);
  const language = context.facts.language.value;
  const { runtime } = context.rendered.platform.parent;
  return context.choices.moveParent && image && language
    ? moveParent({ files, image, language, runtime })
    : { part: 'parent', files: [] };
}

/**
 * Moves the stage that ships to the organisation's runtime parent, where that is plainly compatible: the same family and
 * major version, nothing is run while it is built, and it starts the program of the language without a shell. Everything else
 * is said, not done.
 */
export function moveParent(options: {
  readonly files: RetrofitFiles;
  readonly image: DescribedImage;
  readonly language: RetrofitLanguage;
  /** Reference with tag and digest. */
  readonly runtime: string;
}): PartProposal {
  const { files, image, language, runtime } = options;
  const text = textOf(files, image.path);
  const reason = whyNot(image, language, runtime) ?? namedUser(text ?? '', image.parent?.line ?? 1);
  if (reason !== undefined || text === undefined || !image.parent) {
    return reason === undefined || reason === ''
      ? { part: 'parent', files: [] }
      : {
          part: 'parent',
          files: [],
          guidance: [{ title: `Build on ${nameOf(runtime)}`, text: reason, path: image.path }],
        };
  }
  const lines = text.split('\n');
  const index = image.parent.line - 1;
  const line = lines[index] ?? '';
  // A variable in FROM, or a stage named there, is not what was resolved.
  if (!line.includes(image.parent.text) || !/^\s*FROM\s/i.test(line)) {
    return { part: 'parent', files: [] };
  }
  lines[index] = line.replace(image.parent.text, () => runtime);
  return {
    part: 'parent',
    files: [{ path: image.path, text: lines.join('\n') }],
    mayLeaveOpen: true,
  };
}

/** Why the parent stays, in a sentence; empty where there is nothing to say. */
function whyNot(
  { parent, shippedRuns, start, stages }: DescribedImage,
  language: RetrofitLanguage,
  runtime: string,
): string | undefined {
  if (!parent) return '';
  const [name = ''] = runtime.split('@');
  const repository = name.slice(0, name.lastIndexOf(':'));
  if (`${parent.host}/${parent.path}` === repository) return '';
  if (!families[language].test(parent.path)) {
    return `The image stands on ${parent.text}, which is no image of ${language}; whether it can move only you know.`;
  }
  const wanted = /(\d+)/.exec(name.slice(name.lastIndexOf(':') + 1))?.[1];
  const current = /^v?(\d+)/.exec(parent.tag ?? '')?.[1];
  if (current === undefined) {
    return `${parent.text} names no major version, so it cannot be told whether ${name} is compatible. Name the version you use, then move.`;
  }
  if (current !== wanted) {
    return `The image uses version ${current}, and the organisation's parent has ${wanted}. Raise the version in a change of its own, then move to ${runtime}.`;
  }
  if (/alpine|windows/.test(parent.tag ?? '')) {
    return `${parent.text} has another C library than ${name}; what was compiled for it does not run there.`;
  }
  if (stages < 2 || shippedRuns > 0) {
    return `The stage that ships installs or builds something, and ${name} has neither shell nor package manager. Build in one stage on the build image, copy the result into a second one that begins with FROM ${runtime}.`;
  }
  const command = start.find(({ inherited }) => !inherited);
  if (!command || command.form !== 'exec' || !programs[language].includes(command.words[0] ?? '')) {
    return `${name} has no shell and starts ${programs[language][0]} only; let CMD name the program in exec form, then move.`;
  }
  return undefined;
}

/** A user by name exists in one image and not in another. */
function namedUser(text: string, from: number): string | undefined {
  const user = text
    .split('\n')
    .slice(from)
    .map(line => /^\s*USER\s+([^\s\d]\S*)/i.exec(line)?.[1])
    .find(Boolean);
  return user && `USER ${user} is a name that the parent brings; say 65532:65532, then move.`;
}

function nameOf(reference: string): string {
  return reference.split('@')[0] ?? reference;
}
