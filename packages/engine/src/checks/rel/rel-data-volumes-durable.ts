import { defineCheck } from '../../contract/check';
import { optional } from '../../contract/fact';
import { deployment } from '../../facts/deployment/deployment';
import { dataPaths } from '../../facts/runtime/dataPaths';
import { unreadUnits } from '../../facts/runtime/eachWorkload';
import { judgeDurability } from '../../facts/runtime/judgeDurability';
import { judgementAt, ofRepository } from '../../facts/runtime/judgementAt';
import { judgeTypes } from '../../facts/runtime/judgeTypes';
import { workloadTypes } from '../../facts/runtime/workloadTypes';

/** What has to outlive the container is on storage that does. */
export const relDataVolumesDurable = defineCheck({
  id: 'rel-data-volumes-durable',
  needs: { data: dataPaths, deployed: optional(deployment), types: workloadTypes },
  judge: ({ data, deployed, types }) => {
    const other = judgeTypes(types, ['service', 'worker', 'job']);
    if (other) return other;
    const open = data.open.map(({ reason, path, line }) => ({
      unit: path ?? 'repository',
      judgement: judgementAt('unknown', reason, { path, line }),
    }));
    if (!deployed) {
      const unplaced = data.paths.map(path => {
        const reason = `${path.folder} holds data, and no descriptor says what is mounted there.`;
        return {
          unit: path.folder,
          judgement: judgementAt('unknown', reason, path, 'no-source-configured'),
        };
      });
      if (unplaced.length + open.length > 0) return [...unplaced, ...open];
      return ofRepository(judgementAt('pass', 'Nothing in the repository asks for storage.'));
    }
    const judged = deployed.ownContainers.length > 0 ? judgeDurability(data.paths, deployed) : [];
    const unread = unreadUnits(deployed, ['kubernetes', 'ecs', 'copilot', 'compose']);
    if (judged.length + open.length + unread.length > 0) return [...judged, ...open, ...unread];
    const [container] = deployed.ownContainers;
    return ofRepository(judgementAt('pass', 'No container has a data path.', container));
  },
});
