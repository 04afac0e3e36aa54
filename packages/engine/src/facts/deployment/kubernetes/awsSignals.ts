import { ManifestDocument } from '../../../helm/chart/manifestDocument';
import { YamlValue } from '../../../helm/yaml/readYaml';
import { EnvironmentEntry } from '../workload';

const arn = /\barn:aws[a-z-]{0,10}:[a-z0-9-]{1,40}:([a-z0-9-]{0,30}):/g;
const region = /^[a-z]{2}(-[a-z]{1,12}){1,3}-\d$/;
const ecrHost = /\b\d{12}\.dkr[.-]ecr[a-z-]{0,8}\.[a-z0-9-]{1,30}\.(amazonaws\.com|on\.aws)\b/;

/** Every text of a value, keys included; bounded by the size of what was parsed. */
function* textsOf(value: YamlValue, depth = 0): Generator<string> {
  if (depth > 60) return;
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* textsOf(item, depth + 1);
  else if (value instanceof Map) {
    for (const [key, item] of value) {
      yield key;
      yield* textsOf(item, depth + 1);
    }
  }
}

/**
 * True when the objects show that they run in AWS: an image in ECR, a role annotation of EKS or an ARN (lens notes
 * E56). A public image of ECR shows nothing, it is pulled from everywhere.
 */
export function showsAws(documents: readonly ManifestDocument[]): boolean {
  return documents.some(({ value }) => {
    for (const text of textsOf(value)) {
      if (text.includes('arn:aws') || text.startsWith('eks.amazonaws.com/') || ecrHost.test(text)) {
        return true;
      }
    }
    return false;
  });
}

/**
 * Regions that ARNs and the variables of AWS SDKs name. Hosts of ECR do not count: they say where the image is, which is
 * what is compared with the Region.
 */
export function regionsOf(
  documents: readonly ManifestDocument[],
  environment: readonly EnvironmentEntry[],
): string[] {
  const found = new Set<string>();
  const add = (name: string | undefined): void => {
    if (name !== undefined && region.test(name)) found.add(name);
  };
  for (const { value } of documents) {
    for (const text of textsOf(value)) regionsOfText(text).forEach(add);
  }
  for (const { name, value } of environment) {
    if (value.resolved && /^AWS_(DEFAULT_)?REGION$/.test(name)) add(value.value);
  }
  return [...found].slice(0, 20);
}

/** Regions of the ARNs in a text. */
export function regionsOfText(text: string): string[] {
  if (!text.includes('arn:aws')) return [];
  return [...text.slice(0, 100_000).matchAll(arn)].flatMap(([, name = '']) =>
    region.test(name) ? [name] : [],
  );
}

/** True for the host of a private repository in ECR. */
export function isEcrImage(image: string): boolean {
  return ecrHost.test(image);
}
