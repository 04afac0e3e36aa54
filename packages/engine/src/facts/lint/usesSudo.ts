import { Instruction } from '../dockerfile/dockerfile';
import { tokenizeShell } from '../script/shellTokens';

const reserved = new Set('if then else elif do while until ! { time exec builtin'.split(' '));
const substitutionDepth = 4;

/** Whether a RUN calls sudo itself; text for another program (`bash -c '…'`, `xargs sudo`) is not looked into. */
export function usesSudo({ body, json, heredocs }: Instruction): boolean {
  if (json) return json[0] === 'sudo';
  if (callsSudo(body, 0)) return true;
  return body.startsWith('<<') && heredocs.some(heredoc => callsSudo(heredoc.content, 0));
}

function callsSudo(text: string, depth: number): boolean {
  if (!text.includes('sudo')) return false;
  let atStart = true;
  let skipWord = false;
  for (const token of tokenizeShell(text)) {
    if (token.type === 'operator') {
      skipWord = /[<>]/.test(token.text);
      atStart ||= !skipWord;
      continue;
    }
    const inner = depth < substitutionDepth ? token.substitutions : [];
    if (inner.some(substitution => callsSudo(substitution, depth + 1))) return true;
    if (skipWord) {
      skipWord = false;
    } else if (atStart) {
      if (token.text === 'sudo') return true;
      atStart = keepsStart(token.raw);
    }
  }
  return false;
}

/** Assignments, reserved words and options of those come before the command; `command -v x` runs nothing. */
function keepsStart(word: string): boolean {
  return (
    reserved.has(word) ||
    word === 'command' ||
    word === '-p' ||
    /^[A-Za-z_][A-Za-z0-9_]*\+?=/.test(word)
  );
}
