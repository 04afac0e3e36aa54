import { defineCheck } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { readProcesses } from '../../facts/content/readProcesses';
import { readStartContent } from '../../facts/content/startContent';
import { eachStart } from '../../facts/image/eachStart';
import { ImageStart } from '../../facts/image/imageStart';
import { imageStarts } from '../../facts/image/imageStarts';
import { imageUnits } from '../../facts/image/imageUnits';
import { entitySettings } from '../../facts/repository/entitySettings';

/** The container runs one service. */
export const perfImageSingleProcess = defineCheck({
  id: 'perf-image-single-process',
  needs: { units: optional(imageUnits), starts: imageStarts, settings: entitySettings },
  absentReason: 'The repository neither builds nor deploys an image.',
  judge: given => eachStart(given, judge),
});

function judge(start: ImageStart): Judgement {
  const content = readStartContent(start);
  const { beside, supervisors, open } = readProcesses(content);
  const s6 = start.start.kind === 'known' && start.start.words[0] === '/init';
  const init = 's6-overlay (/init) supervises the processes of the container.';
  const supervising = s6 ? [...supervisors, { message: init, ...start.location }] : supervisors;
  const [supervisor, ...more] = supervising;
  if (supervisor) {
    return { verdict: 'warn', reason: supervisor.message, findings: [supervisor, ...more] };
  }
  const [first, ...others] = beside;
  if (first) return { verdict: 'fail', reason: first.message, findings: [first, ...others] };
  const reason = content.missing ?? open[0]?.message;
  if (reason !== undefined) {
    const evidence = open.length > 0 ? open : [{ message: reason, ...start.location }];
    return { verdict: 'unknown', code: 'no-source-configured', reason, evidence };
  }
  const message = 'The start command and its scripts start one program and nothing beside it.';
  return { verdict: 'pass', reason: message, evidence: [{ message, ...start.location }] };
}
