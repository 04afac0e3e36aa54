import { defineCheck } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { readLogSignals } from '../../facts/content/logs/logSignals';
import { readStartContent } from '../../facts/content/startContent';
import { eachImage } from '../../facts/image/eachImage';
import { SourceLocation } from '../../facts/image/imageConfig';
import { imageStarts } from '../../facts/image/imageStarts';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeFindings } from '../../facts/instructions/judgeFindings';
import { entitySettings } from '../../facts/repository/entitySettings';
import { repositoryTree } from '../../facts/repository/repositoryTree';

/** The application logs to stdout and stderr. */
export const opsLogsStdout = defineCheck({
  id: 'ops-logs-stdout',
  needs: {
    units: optional(imageUnits),
    starts: imageStarts,
    tree: repositoryTree,
    settings: entitySettings,
  },
  absentReason: 'The repository neither builds nor deploys an image.',
  judge: ({ units, starts, tree, settings }) => {
    if (units === undefined)
      return starts.map(({ unit, location }) => ({ unit, judgement: builtElsewhere(location) }));
    return eachImage(units, (file, unit): Judgement => {
      if (!['service', 'worker', 'job', 'function'].includes(settings.workloadType)) {
        const reason = `A ${settings.workloadType} writes no log of its own.`;
        return { verdict: 'not-applicable', reason };
      }
      const own = starts.filter(start => start.unit === unit.name || units.length === 1);
      const contents = own.map(readStartContent);
      const { signals, unread } = readLogSignals({ file, unit, tree, starts: contents });
      const fails = signals.filter(({ console }) => !console).map(({ finding }) => finding);
      const warns = signals.filter(({ console }) => console).map(({ finding }) => finding);
      const script = own.find(
        ({ start }) => start.kind === 'known' && start.script?.status === 'missing',
      );
      const missing = script ? readStartContent(script).missing : undefined;
      const open =
        unread ?? (missing === undefined ? undefined : { reason: missing, ...script!.location });
      const unknowns = open ? [{ message: open.reason, path: open.path }] : [];
      const passes = 'Nothing sends the log into a file.';
      const evidence = [{ message: passes, path: file.path }];
      return judgeFindings({ fails, warns, unknowns, code: 'unparseable', passes, evidence });
    });
  },
});

function builtElsewhere(location: SourceLocation): Judgement {
  const reason = 'The image is built elsewhere: where it logs to cannot be read here.';
  const evidence = [{ message: reason, ...location }];
  return { verdict: 'unknown', code: 'no-source-configured', reason, evidence };
}
