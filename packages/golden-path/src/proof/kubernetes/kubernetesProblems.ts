import Ajv from 'ajv';
import oldest from './kubernetesSchemas/kubernetes-1.32.json';
import newest from './kubernetesSchemas/kubernetes-1.37.json';

interface Version {
  readonly version: string;
  readonly ajv: Ajv;
  readonly kinds: Readonly<Record<string, string>>;
}

let prepared: readonly Version[] | undefined;

/** Prepared when it is first needed: a portal that validates nothing should not pay for it. */
function versions(): readonly Version[] {
  prepared ??= Object.entries({ '1.32': oldest, '1.37': newest }).map(([version, document]) => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    ajv.addSchema({ $id: 'kubernetes', $defs: document.$defs });
    return { version, ajv, kinds: document.kinds };
  });
  return prepared;
}

/** Custom resources; their schemas belong to their operators. */
const custom = /^(external-secrets\.io|monitoring\.coreos\.com)\//;

/**
 * What the API server would refuse, by the strict schemas of the oldest and the newest supported Kubernetes: unknown fields,
 * wrong types, missing fields. A kind without a schema here is a problem as well, unless an operator brings it.
 *
 * @public
 */
export function kubernetesProblems(objects: readonly Record<string, any>[]): string[] {
  return versions().flatMap(({ version, ajv, kinds }) =>
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

/** Whether there is a schema of the kind of an object. @public */
export function hasKubernetesSchema({ apiVersion, kind }: Record<string, unknown>): boolean {
  return versions().every(({ kinds }) => Object.hasOwn(kinds, `${apiVersion} ${kind}`));
}
