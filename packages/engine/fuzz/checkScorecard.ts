import { Scorecard } from '../src/contract/scorecard';
import { Finding } from '../src/contract/verdict';
import { canaries } from './mutateText';

/** What every scorecard keeps to, whatever the repository holds. Throws with all that is wrong. */
export function checkScorecard(scorecard: Scorecard, paths: ReadonlySet<string>): void {
  const wrong: string[] = [];
  const place = (check: string, { path, line }: Finding): void => {
    if (path !== undefined && !paths.has(path)) wrong.push(`${check}: ${path} does not exist`);
    if (line !== undefined && !(Number.isInteger(line) && line >= 1)) {
      wrong.push(`${check}: ${line} is no line`);
    }
  };
  for (const { check, units } of scorecard.results) {
    if (units.length === 0) wrong.push(`${check}: no unit`);
    for (const { verdict, reason, code, findings, evidence } of units) {
      if (reason.trim() === '') wrong.push(`${check}: no reason`);
      if (verdict === 'unknown' && code === undefined) wrong.push(`${check}: unknown without code`);
      const isJudged = verdict === 'warn' || verdict === 'fail';
      if (isJudged && findings.length === 0) wrong.push(`${check}: ${verdict} without finding`);
      [...findings, ...evidence].forEach(finding => place(check, finding));
    }
  }
  const said = JSON.stringify(scorecard.results);
  const leaked = canaries.find(canary => said.includes(canary));
  if (leaked !== undefined) {
    const at = said.indexOf(leaked);
    wrong.push(`a secret is repeated: …${said.slice(Math.max(0, at - 200), at + 60)}…`);
  }
  if (wrong.length > 0) throw new Error([...new Set(wrong)].slice(0, 20).join('\n'));
}
