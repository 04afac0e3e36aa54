import { defineCheck, UnitJudgement } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { readDownload } from '../../facts/content/readDownloads';
import { readStartContent, readStartWords, StartContent } from '../../facts/content/startContent';
import { deployment } from '../../facts/deployment/deployment';
import { eachImage } from '../../facts/image/eachImage';
import { endSentence } from '../../facts/image/endSentence';
import { ImageStart } from '../../facts/image/imageStart';
import { imageStarts } from '../../facts/image/imageStarts';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeFindings } from '../../facts/instructions/judgeFindings';

/** Nothing is installed, built or downloaded at start. */
export const costStartupNoDownloads = defineCheck({
  id: 'cost-startup-no-downloads',
  needs: { units: optional(imageUnits), starts: imageStarts, deployed: optional(deployment) },
  absentReason: 'The repository neither builds nor deploys an image.',
  judge: ({ units, starts, deployed }) => {
    const unparsed = eachImage(
      (units ?? []).filter(unit => unit.dockerfile.status !== 'present'),
      () => ({ verdict: 'not-applicable', reason: '' }),
    );
    const judged = starts.map(start => ({ unit: start.unit, judgement: judgeStart(start) }));
    const inits = (deployed?.workloads ?? []).flatMap(workload =>
      workload.containers
        .filter(({ role }) => role === 'init')
        .map((container): UnitJudgement => {
          const { command, args, path, line } = container;
          const open = [command, args].find(words => !words.resolved);
          const words = [command, args].flatMap(one => (one.resolved ? (one.value ?? []) : []));
          const content = readStartWords(words, { path, line });
          const missing = open && !open.resolved ? endSentence(open.reason) : undefined;
          const unit = `${workload.id} ${container.name}`;
          return { unit, judgement: judgeContent({ ...content, missing }, { path, line }, true) };
        }),
    );
    return [...unparsed, ...judged, ...inits];
  },
});

function judgeStart(start: ImageStart): Judgement {
  if (start.start.kind === 'known' && start.start.reading.kind === 'none') {
    const reason = 'Nothing says what starts: neither ENTRYPOINT nor CMD.';
    return { verdict: 'not-applicable', reason };
  }
  const content = readStartContent(start);
  const unread = start.unreadDescriptor;
  const missing =
    unread === undefined
      ? content.missing
      : endSentence(`A deploy descriptor may replace the start command: ${unread}`);
  const commands = unread === undefined ? content.commands : [];
  return judgeContent({ ...content, commands, missing }, start.location, false);
}

function judgeContent(
  content: StartContent,
  at: Omit<Finding, 'message'>,
  init: boolean,
): Judgement {
  const fails: Finding[] = [];
  const warns: Finding[] = [];
  for (const started of content.commands) {
    const download = readDownload(started);
    if (!download) continue;
    const finding = { message: download.message, ...started.location };
    (download.kind === 'fetch' || init ? warns : fails).push(finding);
  }
  const make = content.commands.find(({ command }) => command.name === 'make');
  const open = make ? 'What make runs is not followed.' : content.missing;
  const unknowns = open === undefined ? [] : [{ message: open, ...at }];
  const passes = 'Nothing is installed, built or downloaded when the container starts.';
  const evidence = [{ message: passes, ...at }];
  return judgeFindings({ fails, warns, unknowns, code: 'no-source-configured', passes, evidence });
}
