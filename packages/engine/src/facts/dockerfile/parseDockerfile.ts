import { Observation, present, unavailable } from '../../contract/observation';
import { Dockerfile, Heredoc, Instruction, InstructionFlag } from './dockerfile';
import { findHeredocs } from './readHeredocs';
import { splitFields, splitWords } from './splitWords';

/** Largest Dockerfile that is read, in characters. */
export const dockerfileLimit = 128 * 1024;
/** BuildKit refuses longer lines. */
const lineLimit = 64 * 1024;
/** More instructions than any image may have layers, many times over. */
const instructionLimit = 2000;

const keywords = new Set(
  (
    'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER ' +
    'VOLUME WORKDIR'
  ).split(' '),
);
const jsonKeywords = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME']);
const heredocKeywords = new Set(['ADD', 'COPY', 'RUN']);
const directive = /^#[ \t]*([a-zA-Z][a-zA-Z0-9]*)[ \t]*=[ \t]*([^\s](?:.*[^ \t])?)[ \t]*$/;

interface Joined {
  readonly text: string;
  readonly lineStarts: readonly { readonly offset: number; readonly line: number }[];
  /** Index of the first line after the instruction. */
  readonly next: number;
}

/**
 * Reads a Dockerfile as BuildKit splits it: directives, comments, continuation lines, here-documents, flags, JSON form.
 * What BuildKit would refuse (no FROM, an unknown instruction, an instruction before FROM, an unfinished here-document)
 * is unavailable with the line. Never throws; linear in the length of the text.
 *
 * @public
 */
export function parseDockerfile(path: string, source: string): Observation<Dockerfile> {
  if (source.length > dockerfileLimit) {
    return unavailable('unparseable', `${path} is larger than 128 KiB, so it was not read.`);
  }
  if (source.includes('\0')) {
    return unavailable('unparseable', `${path} holds NUL characters, so it is no text file.`);
  }
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/);
  const problem = (line: number, what: string) =>
    unavailable<Dockerfile>('unparseable', `${path}:${line} ${what}`);
  const escape = readEscape(lines);
  const instructions: Instruction[] = [];
  let sawFrom = false;
  for (let index = 0; index < lines.length;) {
    const first = lines[index]!.trimStart();
    if (first === '' || first.startsWith('#')) {
      index++;
      continue;
    }
    const line = index + 1;
    const joined = joinLines(lines, index, escape);
    index = joined.next;
    if (joined.text.length > lineLimit) {
      return problem(line, 'is longer than 64 KiB, which no builder accepts.');
    }
    const keyword = /^\S+/.exec(joined.text)?.[0]?.toUpperCase() ?? '';
    if (!keywords.has(keyword)) {
      return problem(
        line,
        `starts with "${keyword.slice(0, 40)}", which is no Dockerfile instruction.`,
      );
    }
    const { flags, body, offset } = readFlags(joined.text, keyword.length, escape);
    const heredocs: Heredoc[] = [];
    const starts = heredocKeywords.has(keyword) ? findHeredocs(body, escape) : [];
    for (const start of starts) {
      const end = findTerminator(lines, index, start.name, start.stripsTabs);
      if (end < 0) {
        return problem(
          line,
          `opens the here-document ${start.name.slice(0, 40)} and never ends it.`,
        );
      }
      const text = lines.slice(index, end);
      heredocs.push({
        name: start.name,
        expands: start.expands,
        content: (start.stripsTabs ? text.map(l => l.replace(/^\t+/, '')) : text).join('\n'),
        line: index + 1,
      });
      index = end + 1;
    }
    if (keyword === 'FROM') {
      sawFrom = true;
      if (!isFrom(body)) {
        return problem(line, 'is no valid FROM instruction (expected FROM image [AS name]).');
      }
    } else if (!sawFrom && keyword !== 'ARG') {
      return problem(line, `stands before the first FROM, where only ARG is allowed.`);
    }
    if (instructions.length === instructionLimit) {
      return problem(line, `exceeds ${instructionLimit} instructions; the file was not read.`);
    }
    instructions.push({
      keyword,
      line,
      endLine: index,
      flags,
      body,
      json: jsonKeywords.has(keyword) ? readJson(body) : undefined,
      heredocs,
      lineStarts: joined.lineStarts.map(s => ({ offset: s.offset - offset, line: s.line })),
    });
  }
  if (!sawFrom) {
    return unavailable('unparseable', `${path} has no FROM instruction.`);
  }
  return present({ path, escape, instructions });
}

/** The words of a JSON list of strings, or `undefined` when the text is none. */
export function readJson(text: string): readonly string[] | undefined {
  if (!text.startsWith('[') || !text.endsWith(']')) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(v => typeof v === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

function readEscape(lines: readonly string[]): string {
  for (const line of lines) {
    const match = directive.exec(line.trimStart());
    if (!match) {
      break;
    }
    if (match[1]!.toLowerCase() === 'escape') {
      return match[2] === '`' ? '`' : '\\';
    }
  }
  return '\\';
}

function joinLines(lines: readonly string[], from: number, escape: string): Joined {
  const parts: string[] = [];
  const lineStarts: { offset: number; line: number }[] = [];
  let length = 0;
  let index = from;
  for (; index < lines.length; index++) {
    let line = lines[index]!;
    const trimmed = line.trimStart();
    if (index === from) {
      line = trimmed;
    } else if (trimmed === '' || trimmed.startsWith('#')) {
      continue; // BuildKit drops comments and empty lines inside an instruction.
    }
    const end = line.trimEnd();
    // `\\` at the end is an escaped escape, not a continuation.
    const continues = end.endsWith(escape) && !(end.length > 1 && end[end.length - 2] === escape);
    const text = continues ? end.slice(0, -1) : line;
    lineStarts.push({ offset: length, line: index + 1 });
    parts.push(text);
    length += text.length;
    if (!continues) {
      index++;
      break;
    }
  }
  return { text: parts.join('').trimEnd(), lineStarts, next: index };
}

function readFlags(text: string, from: number, escape: string) {
  const flags: InstructionFlag[] = [];
  let offset = from + blanks(text, from);
  while (text.startsWith('--', offset)) {
    let end = offset;
    let quote = '';
    for (; end < text.length; end++) {
      const char = text[end]!;
      if (char === escape) {
        end++;
      } else if (quote) {
        quote = char === quote ? '' : quote;
      } else if (char === '"' || char === "'") {
        quote = char;
      } else if (char === ' ' || char === '\t') {
        break;
      }
    }
    const word = text.slice(offset, end);
    offset = end + blanks(text, end);
    if (word === '--') {
      break;
    }
    const equals = word.indexOf('=');
    flags.push(
      equals < 0
        ? { name: word.slice(2).toLowerCase() }
        : { name: word.slice(2, equals).toLowerCase(), value: unquote(word.slice(equals + 1)) },
    );
  }
  return { flags, body: text.slice(offset), offset };
}

function blanks(text: string, from: number): number {
  let count = 0;
  while (text[from + count] === ' ' || text[from + count] === '\t') {
    count++;
  }
  return count;
}

function unquote(text: string): string {
  return text.replace(/["']/g, '');
}

function findTerminator(lines: readonly string[], from: number, name: string, strips: boolean) {
  for (let index = from; index < lines.length; index++) {
    const line = lines[index]!;
    if ((strips ? line.replace(/^\t+/, '') : line) === name) {
      return index;
    }
  }
  return -1;
}

function isFrom(body: string): boolean {
  const fields = splitFields(body);
  return fields.length === 1 || (fields.length === 3 && fields[1]!.toLowerCase() === 'as');
}

/**
 * The `name=value` pairs of ENV, LABEL and ARG as written, quotes included. `value` is not set for `ARG NAME`.
 *
 * @public
 */
export function readPairs(
  instruction: Instruction,
  escape: string,
): { readonly name: string; readonly value?: string; readonly offset: number }[] {
  const words = splitWords(instruction.body, escape);
  const first = words[0];
  if (first && instruction.keyword !== 'ARG' && !first.text.includes('=')) {
    const value = instruction.body.slice(first.offset + first.text.length).trim();
    return [{ name: first.text, value, offset: first.offset }];
  }
  return words.map(({ text, offset }) => {
    const equals = text.indexOf('=');
    return equals < 0
      ? { name: text, offset }
      : {
          name: text.slice(0, equals).replace(/^["']|["']$/g, ''),
          value: text.slice(equals + 1),
          offset,
        };
  });
}
