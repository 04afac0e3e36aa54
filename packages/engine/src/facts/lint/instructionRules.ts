import { Instruction } from '../dockerfile/dockerfile';
import { splitFields } from '../dockerfile/splitWords';

const archive = /\.(tar|gz|bz2|xz|lz|lzma|Z|tZ|tgz|txz|tbz|tbz2|tb2|tlz|tpz|tzma)$/;

/** DL3000: absolute is what starts with a slash, a variable or the letter of a drive. */
export function hasRelativeWorkdir({ keyword, body }: Instruction): boolean {
  const path = unquote(body.trim());
  return keyword === 'WORKDIR' && path !== '' && !/^([/$]|[A-Za-z]:)/.test(path);
}

/** DL3011: also either end of a range. */
export function exposesWrongPort({ keyword, body }: Instruction): boolean {
  const ports = splitFields(body).flatMap(port => unquote(port).split('/')[0]!.split('-'));
  return keyword === 'EXPOSE' && ports.some(port => /^\d+$/.test(port) && Number(port) > 65535);
}

/** DL3020: ADD is for archives and URLs. */
export function addsPlainFiles(instruction: Instruction): boolean {
  if (instruction.keyword !== 'ADD') return false;
  const sources = copyWords(instruction)
    .slice(0, -1)
    .filter(source => !source.startsWith('<<'));
  return sources.some(source => !archive.test(source) && !/^https?:\/\//.test(source));
}

/** DL3021. */
export function copiesToNoFolder(instruction: Instruction): boolean {
  const words = copyWords(instruction);
  const wrong = words.length > 2 && !/[/\\]$/.test(words.at(-1)!);
  return instruction.keyword === 'COPY' && wrong;
}

/** DL3043. */
export function triggersForbidden({ keyword, body }: Instruction): boolean {
  return keyword === 'ONBUILD' && /^(ONBUILD|FROM|MAINTAINER)(\s|$)/i.test(body);
}

function copyWords({ json, body }: Instruction): string[] {
  return (json ?? splitFields(body)).map(unquote);
}

function unquote(text: string): string {
  return text.replace(/^["']|["']$/g, '');
}
