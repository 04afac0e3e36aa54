import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Observation } from '../../contract/observation';
import { Judgement } from '../../contract/verdict';
import { deployment } from '../../facts/deployment/deployment';
import { DeploymentFact } from '../../facts/deployment/ownContainer';
import { runningImage } from '../../facts/deployment/runningImage';
import { eachLinuxImage } from '../../facts/image/eachImage';
import { ImageConfig } from '../../facts/image/imageConfig';
import { imageConfigs } from '../../facts/image/imageConfigs';
import { imageStarts } from '../../facts/image/imageStarts';
import { imageUnits } from '../../facts/image/imageUnits';
import { findPrivilegeDrop } from '../../facts/image/findPrivilegeDrop';
import { findRootAlias, isRootUser, runsAsNonRoot, findOpenUser } from '../../facts/image/rootUser';

/** The image's default user is not root. */
export const secImageUserNonRoot = defineCheck({
  id: 'sec-image-user-non-root',
  needs: {
    units: imageUnits,
    configs: imageConfigs,
    starts: imageStarts,
    deployed: observed(deployment),
  },
  absentReason: 'The repository builds no image.',
  judge: given =>
    eachLinuxImage(given, (config, dockerfile, unit) => {
      const at = config.userLocation ?? { path: unit.path };
      if (!config.user.resolved) {
        const { reason } = config.user;
        const evidence = [{ message: `The user is not known: ${reason}.`, ...at }];
        return {
          verdict: 'unknown',
          code: 'unresolved-variable',
          reason: `The default user is not known: ${reason}.`,
          evidence,
        };
      }
      const user = config.user.value ?? '';
      const alias = findRootAlias(dockerfile, user);
      if (!isRootUser(user) && !alias) {
        const message = `The image runs as user ${user}.`;
        return { verdict: 'pass', reason: message, evidence: [{ message, ...at }] };
      }
      const start = given.starts.find(s => s.unit === unit.name);
      return judgeRoot({
        at,
        alias,
        deployed: runningImage(given.deployed, unit.path, given.units),
        drop: start && findPrivilegeDrop(start),
      });
    }),
});

function judgeRoot(options: {
  readonly at: NonNullable<ImageConfig['userLocation']>;
  readonly alias: number | undefined;
  readonly deployed: Observation<DeploymentFact>;
  readonly drop: string | undefined;
}): Judgement {
  const { at, alias, deployed, drop } = options;
  const finding =
    alias === undefined
      ? { message: 'The image runs as root.', ...at }
      : {
          message: 'This line gives the user the id 0, so the image runs as root.',
          path: at.path,
          line: alias,
        };
  const { ownContainers = [], unread = [] } = deployed.status === 'present' ? deployed.value : {};
  if (ownContainers.length > 0 && unread.length === 0 && ownContainers.every(runsAsNonRoot)) {
    const reason =
      'The image runs as root, but every container of the deployment enforces another user.';
    return { verdict: 'warn', reason, findings: [finding] };
  }
  if (drop !== undefined) {
    const reason = `The image starts as root; its entrypoint drops privileges with ${drop}.`;
    return { verdict: 'warn', reason, findings: [finding] };
  }
  const open =
    unread[0]?.reason ??
    (deployed.status === 'unavailable' ? deployed.reason : findOpenUser(ownContainers));
  if (open !== undefined) {
    const reason = `The image runs as root, and whether the deployment enforces another user is not known: ${open}`;
    return { verdict: 'unknown', code: 'unparseable', reason, evidence: [finding] };
  }
  return {
    verdict: 'fail',
    reason: 'The image runs as root and nothing in the deployment enforces another user.',
    findings: [finding],
  };
}
