import { defineCheck, UnitJudgement } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { deployment } from '../../facts/deployment/deployment';
import { eachLinuxImage } from '../../facts/image/eachImage';
import { CommandCheck, findCommandChecks } from '../../facts/image/findCommandChecks';
import { imageConfigs } from '../../facts/image/imageConfigs';
import { imageUnits } from '../../facts/image/imageUnits';
import { parentKnowledge } from '../../facts/parent/parentKnowledge';

/** The health-check command exists in the image. */
export const relHealthCommandAvailable = defineCheck({
  id: 'rel-health-command-available',
  needs: {
    units: imageUnits,
    configs: imageConfigs,
    parents: parentKnowledge,
    deployed: observed(deployment),
  },
  absentReason: 'The repository builds no image.',
  judge: given => {
    const { deployed, parents, units } = given;
    const { ownContainers = [], unread = [] } = deployed.status === 'present' ? deployed.value : {};
    const images = eachLinuxImage(given, (config, dockerfile, unit) => {
      // With several images only a descriptor that builds one says which of them its container runs.
      const probes = ownContainers
        .filter(c => (c.dockerfile ?? unit.path) === unit.path || units.length === 1)
        .filter(c => c.dockerfile !== undefined || units.length === 1)
        .flatMap(c => c.healthCommands);
      const { parent } = dockerfile;
      const entry = parent.kind === 'image' ? parents.find(parent.image) : undefined;
      return judge(findCommandChecks({ config, dockerfile, parent: entry, probes }));
    });
    const open: UnitJudgement[] = unread.slice(0, 3).map(({ path, reason }) => ({
      unit: path,
      judgement: {
        verdict: 'unknown',
        code: 'unparseable',
        reason: `Whether it runs a health command is not known: ${reason}`,
        evidence: [{ message: reason, path }],
      },
    }));
    return [...images, ...open];
  },
});

function judge(checks: readonly CommandCheck[]): Judgement {
  const select = (verdict: CommandCheck['verdict']): Finding[] =>
    checks.filter(check => check.verdict === verdict).map(check => check.finding);
  const [bad, ...worse] = select('fail');
  if (bad) {
    return { verdict: 'fail', reason: bad.message, findings: [bad, ...worse] };
  }
  const [weak, ...weaker] = select('warn');
  if (weak) {
    return { verdict: 'warn', reason: weak.message, findings: [weak, ...weaker] };
  }
  const open = select('unknown');
  if (open[0]) {
    return {
      verdict: 'unknown',
      code: 'no-source-configured',
      reason: open[0].message,
      evidence: open,
    };
  }
  const found = select('pass');
  return found[0]
    ? { verdict: 'pass', reason: found[0].message, evidence: found }
    : { verdict: 'not-applicable', reason: 'No health check runs a command in the image.' };
}
