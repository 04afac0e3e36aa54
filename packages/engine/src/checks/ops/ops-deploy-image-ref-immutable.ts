import { defineCheck } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { deployment } from '../../facts/deployment/deployment';
import { eachContainer } from '../../facts/deployment/eachContainer';
import { everyPlatform } from '../../facts/runtime/eachWorkload';
import { FunctionDescriptor, functionDescriptors } from '../../facts/runtime/functionDescriptors';
import { imageOverrides } from '../../facts/runtime/imageOverrides';
import { readImageVersion } from '../../facts/runtime/imageVersion';
import { judgeDeployedImage } from '../../facts/runtime/judgeDeployedImage';
import { judgementAt } from '../../facts/runtime/judgementAt';
import { judgeTypes } from '../../facts/runtime/judgeTypes';
import { workloadTypes } from '../../facts/runtime/workloadTypes';

/** What runs in production is named by a digest, a whole version or a commit. */
export const opsDeployImageRefImmutable = defineCheck({
  id: 'ops-deploy-image-ref-immutable',
  needs: {
    deployed: optional(deployment),
    functions: optional(functionDescriptors),
    types: workloadTypes,
    overrides: imageOverrides,
  },
  absentReason: 'The repository has no deploy descriptor.',
  judge: ({ deployed, functions = [], types, overrides }) =>
    (deployed ?? functions[0]) === undefined
      ? []
      : (judgeTypes(types, ['service', 'worker', 'job', 'function']) ?? [
          ...functions.map(one => ({ unit: one.unit, judgement: judgeFunction(one) })),
          ...(deployed === undefined
            ? []
            : eachContainer({ deployed, platforms: everyPlatform }, container =>
                judgeDeployedImage(container, deployed.ownContainers, overrides),
              )),
        ]),
});

function judgeFunction({ unit, image, ...place }: FunctionDescriptor): Judgement {
  if (image?.resolved && image.value !== undefined) {
    const { verdict, message } = readImageVersion(image.value);
    return judgementAt(verdict, message, place);
  }
  const reason = image && !image.resolved ? image.reason : 'The tool that deploys it names it.';
  return judgementAt('unknown', `The image of ${unit} is not known: ${reason}`, place);
}
