import { ManifestDocument } from '../../../helm/chart/manifestDocument';
import { YamlValue } from '../../../helm/yaml/readYaml';
import { EnvironmentEntry } from '../workload';

const arn = /\barn:aws[a-z-]{0,10}:[a-z0-9-]{1,40}:([a-z0-9-]{0,30}):/g;
const region = /^[a-z]{2}(-[a-z]{1,12}){1,3}-\d$/;
const ecrHost = /\b\d{12}\.dkr[.-]ecr[a-z-]{0,8}\.[a-z0-9-]{1,30}\.(amazonaws\.com|on\.aws)\b/;

/** Every text of a value, keys included; bounded by the size of what was parsed. */
function eachText(value: YamlValue, visit: (text: string) => void, depth = 0): void {
  if (depth > 60) return;
  if (typeof value === 'string') visit(value);
  else if (Array.isArray(value)) for (const item of value) eachText(item, visit, depth + 1);
  else if (value instanceof Map) {
    value.forEach((item, key) => {
      visit(key);
      eachText(item, visit, depth + 1);
    });
  }
}

/** What the texts of one object say of AWS. */
interface AwsTraces {
  runsInAws: boolean;
  readonly regions: Set<string>;
}

/** Several workloads reach the same services, and all of them are asked for the package. */
const tracesOf = new WeakMap<ManifestDocument, AwsTraces>();

function findTraces(document: ManifestDocument): AwsTraces {
  const known = tracesOf.get(document);
  if (known) return known;
  const traces: AwsTraces = { runsInAws: false, regions: new Set() };
  eachText(document.value, text => {
    traces.runsInAws ||=
      text.includes('arn:aws') || text.startsWith('eks.amazonaws.com/') || isEcrImage(text);
    for (const name of regionsOfText(text)) traces.regions.add(name);
  });
  tracesOf.set(document, traces);
  return traces;
}

/**
 * True when the objects show that they run in AWS: an image in ECR, a role annotation of EKS or an ARN (lens notes
 * E56). A public image of ECR shows nothing, it is pulled from everywhere.
 */
export function showsAws(documents: readonly ManifestDocument[]): boolean {
  return documents.some(document => findTraces(document).runsInAws);
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
  for (const document of documents) {
    for (const name of findTraces(document).regions) found.add(name);
  }
  for (const { name, value } of environment) {
    if (!value.resolved || !/^AWS_(DEFAULT_)?REGION$/.test(name)) continue;
    if (value.value !== undefined && region.test(value.value)) found.add(value.value);
  }
  return [...found].slice(0, 20);
}

const none: readonly string[] = [];

/** Regions of the ARNs in a text. */
export function regionsOfText(text: string): readonly string[] {
  if (!text.includes('arn:aws')) return none;
  return [...text.slice(0, 100_000).matchAll(arn)].flatMap(([, name = '']) =>
    region.test(name) ? [name] : [],
  );
}

/** True for the host of a private repository in ECR. */
export function isEcrImage(text: string): boolean {
  // Most texts have no host in them, which is cheaper to see than a pattern that matches nowhere.
  return text.includes('ecr') && ecrHost.test(text);
}
