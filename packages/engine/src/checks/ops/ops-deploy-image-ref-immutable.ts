import { defineCheck } from '../../contract/check';
import { deployment } from '../../facts/deployment/deployment';
import { eachContainer } from '../../facts/deployment/eachContainer';
import { everyPlatform } from '../../facts/runtime/eachWorkload';
import { imageOverrides } from '../../facts/runtime/imageOverrides';
import { judgeDeployedImage } from '../../facts/runtime/judgeDeployedImage';
import { judgeTypes } from '../../facts/runtime/judgeTypes';
import { workloadTypes } from '../../facts/runtime/workloadTypes';

/** What runs in production is named by a digest, a whole version or a commit. */
export const opsDeployImageRefImmutable = defineCheck({
  id: 'ops-deploy-image-ref-immutable',
  needs: { deployed: deployment, types: workloadTypes, overrides: imageOverrides },
  absentReason: 'The repository has no deploy descriptor.',
  judge: ({ deployed, types, overrides }) =>
    judgeTypes(types, ['service', 'worker', 'job', 'function']) ??
    eachContainer({ deployed, platforms: everyPlatform }, container =>
      judgeDeployedImage(container, deployed.ownContainers, overrides),
    ),
});
