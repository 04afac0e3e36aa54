import Ajv from 'ajv';
import oldest from './kubernetesSchemas/kubernetes-1.32.json';
import newest from './kubernetesSchemas/kubernetes-1.37.json';

const versions = Object.entries({ '1.32': oldest, '1.37': newest }).map(([version, document]) => {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: 'kubernetes', $defs: document.$defs });
  return { version, ajv, kinds: document.kinds as Record<string, string> };
});
/** Custom resources; their schemas belong to their operators. */
const custom = /^(external-secrets\.io|monitoring\.coreos\.com)\//;

/**
 * What the API server would refuse, by the strict schemas of the oldest and the newest supported Kubernetes: unknown fields,
 * wrong types, missing fields.
 */
export function kubernetesProblems(objects: readonly Record<string, any>[]): string[] {
  return versions.flatMap(({ version, ajv, kinds }) =>
    objects.flatMap(object => {
      const { apiVersion, kind } = object;
      const name = kinds[`${apiVersion} ${kind}`];
      if (!name) {
        return custom.test(apiVersion) ? [] : [`${version}: no schema of ${apiVersion} ${kind}`];
      }
      const reference = `kubernetes#/$defs/${name}`;
      const validate = ajv.getSchema(reference) ?? ajv.compile({ $ref: reference });
      return validate(object)
        ? []
        : (validate.errors ?? []).map(
            ({ instancePath, message, params }) =>
              `${version} ${kind}${instancePath} ${message} ${JSON.stringify(params)}`,
          );
    }),
  );
}
