import { Observation, present } from '../../contract/observation';
import { Dockerfile, Instruction } from '../dockerfile/dockerfile';
import { parseDockerfile } from '../dockerfile/parseDockerfile';
import { readIgnorePragmas } from './ignorePragmas';
import {
  addsPlainFiles,
  copiesToNoFolder,
  exposesWrongPort,
  hasRelativeWorkdir,
  triggersForbidden,
} from './instructionRules';
import { LintConfig } from './lintConfig';
import { LintFinding, LintRule } from './lintFinding';
import { StageRules } from './stageRules';
import { usesSudo } from './usesSudo';

/** Rules that look at one instruction alone. */
const rules: readonly (readonly [LintRule, (instruction: Instruction) => boolean])[] = [
  ['DL3000', hasRelativeWorkdir],
  ['DL3004', ({ keyword, ...rest }) => keyword === 'RUN' && usesSudo({ keyword, ...rest })],
  ['DL3011', exposesWrongPort],
  ['DL3020', addsPlainFiles],
  ['DL3021', copiesToNoFolder],
  ['DL3043', triggersForbidden],
  ['DL4000', ({ keyword }) => keyword === 'MAINTAINER'],
];

/**
 * The errors of a Dockerfile by the rules in `lintRules`, with hadolint's own way to ignore some of them.
 *
 * @public
 */
export function lintDockerfile(
  path: string,
  text: string,
  config: LintConfig,
): Observation<readonly LintFinding[]> {
  const parsed = parse(path, text);
  if (parsed.status !== 'present') return parsed;
  const { file, firstFrom } = parsed.value;
  const stages = new StageRules(file.escape);
  const pragmas = readIgnorePragmas(text);
  const found = file.instructions.flatMap((instruction): LintFinding[] => {
    const { keyword, line } = instruction;
    const broken = [
      ...(line < firstFrom && keyword !== 'ARG' ? ['DL3061' as const] : []),
      ...rules.flatMap(([rule, breaks]) => (breaks(instruction) ? [rule] : [])),
      ...(triggersSudo(instruction) ? ['DL3004' as const] : []),
      ...stages.check(instruction),
    ];
    return broken.map(rule => ({ rule, line }));
  });
  const isIgnored = ({ rule, line }: LintFinding) =>
    config.ignored.has(rule) ||
    (config.readsPragmas &&
      (pragmas.everywhere.has(rule) || pragmas.byLine.get(line - 1)?.has(rule) === true));
  const [first, ...others] = found.filter(({ rule }) => rule === 'DL3061');
  const once = found.filter(finding => !others.includes(finding) || finding === first);
  return present(once.filter(finding => !isIgnored(finding)));
}

function triggersSudo(instruction: Instruction): boolean {
  const body = /^RUN\s+(?!\s)(.*)$/is.exec(instruction.body)?.[1];
  return instruction.keyword === 'ONBUILD' && body !== undefined
    ? usesSudo({ ...instruction, body: body.replace(/^(--\S+\s+)+/, ''), json: undefined })
    : false;
}

/** Instructions before the first FROM, which no builder accepts, are an error of the lint and not the end of it. */
function parse(
  path: string,
  text: string,
): Observation<{ readonly file: Dockerfile; readonly firstFrom: number }> {
  const file = parseDockerfile(path, text);
  if (file.status === 'present') return present({ file: file.value, firstFrom: 0 });
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const start = lines.findIndex(line => !/^\s*(#|$)/.test(line));
  if (start < 0) return file;
  const added = [...lines.slice(0, start), 'FROM scratch', ...lines.slice(start)].join('\n');
  const again = parseDockerfile(path, added);
  if (again.status !== 'present') return file;
  const instructions = again.value.instructions
    .filter(({ line }) => line !== start + 1)
    .map(i => ({ ...i, line: i.line - 1, endLine: i.endLine - 1 }));
  const from = instructions.find(({ keyword }) => keyword === 'FROM');
  return from ? present({ file: { ...again.value, instructions }, firstFrom: from.line }) : file;
}
