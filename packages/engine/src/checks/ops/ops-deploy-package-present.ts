import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { pipelines } from '../../facts/ci/pipelines';
import { deployment } from '../../facts/deployment/deployment';
import { entitySettings } from '../../facts/repository/entitySettings';
import { deliveryPackages } from '../../facts/runtime/deliveryPackages';
import { judgeDelivery } from '../../facts/runtime/judgeDelivery';
import { ofRepository } from '../../facts/runtime/judgementAt';
import { judgeTypes } from '../../facts/runtime/judgeTypes';
import { workloadTypes } from '../../facts/runtime/workloadTypes';

/** The workload is delivered as a package, with the settings of environments apart. */
export const opsDeployPackagePresent = defineCheck({
  id: 'ops-deploy-package-present',
  needs: {
    packages: deliveryPackages,
    deployed: observed(deployment),
    ci: pipelines,
    settings: entitySettings,
    types: workloadTypes,
  },
  judge: ({ packages, deployed, ci, settings, types }) =>
    judgeTypes(types, ['service', 'worker', 'job']) ??
    ofRepository(
      judgeDelivery({
        packages,
        deployed: deployed.status === 'present' ? deployed.value : undefined,
        deployments: ci.deployments,
        delivery: settings.get('delivery'),
      }),
    ),
});
