import { defineCheck } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { deployment } from '../../facts/deployment/deployment';
import { eachContainer } from '../../facts/deployment/eachContainer';
import { everyPlatform } from '../../facts/runtime/eachWorkload';
import { FunctionDescriptor, functionDescriptors } from '../../facts/runtime/functionDescriptors';
import { ImageOverride, imageOverrides } from '../../facts/runtime/imageOverrides';
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
          ...functions.map(one => ({ unit: one.unit, judgement: judgeFunction(one, overrides) })),
          ...(deployed === undefined
            ? []
            : eachContainer({ deployed, platforms: everyPlatform }, container =>
                judgeDeployedImage(container, deployed.ownContainers, overrides),
              )),
        ]),
});

/** What a deployment fills into the parameters of the stack decides, as for a container. */
function judgeFunction(
  { unit, image, ...place }: FunctionDescriptor,
  overrides: readonly ImageOverride[],
): Judgement {
  if (image?.resolved && image.value !== undefined) {
    const { verdict, message } = readImageVersion(image.value);
    return judgementAt(verdict, message, place);
  }
  const filled = overrides.find(
    ({ platform, subject = '' }) =>
      platform === 'ecs' &&
      subject !== '' &&
      image?.resolved === false &&
      names(image.reason, subject),
  );
  if (filled) return judgementAt(filled.version.verdict, filled.version.message, filled);
  const reason = image && !image.resolved ? image.reason : 'The tool that deploys it names it.';
  return judgementAt('unknown', `The image of ${unit} is not known: ${reason}`, place);
}

/** `The parameter ImageTag has no value here.` */
function names(reason: string, parameter: string): boolean {
  return reason.split(/[^\w-]+/).includes(parameter);
}
