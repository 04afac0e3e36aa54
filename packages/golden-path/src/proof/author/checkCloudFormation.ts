import { isMap, isNode, isScalar, isSeq, LineCounter, Node, parseDocument, visit } from 'yaml';

const pseudo =
  /^AWS::(AccountId|NotificationARNs|NoValue|Partition|Region|StackId|StackName|URLSuffix)$/;
const resourceType =
  /^(AWS|Alexa|Custom)::[A-Za-z0-9_:@-]+$|^[A-Za-z0-9]+::[A-Za-z0-9]+::[A-Za-z0-9:]+$/;

/** Whether a text is a template of CloudFormation. */
export function isCloudFormation(text: string): boolean {
  return /^AWSTemplateFormatVersion\s*:/m.test(text) || /^\s{4}Type:\s*['"]?AWS::/m.test(text);
}

/**
 * What CloudFormation would refuse before it creates anything: resources without type, and references to parameters, resources and
 * conditions that do not exist. cfn-lint says more where it is installed.
 */
export function checkCloudFormation(text: string): { message: string; line: number }[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error' });
  const found: { message: string; line: number }[] = [];
  const report = (node: unknown, message: string) => {
    const line = isNode(node) && node.range ? lines.linePos(node.range[0]).line : 1;
    if (found.length < 50) found.push({ message, line });
  };
  const keys = (name: string): Map<string, Node | null> => {
    const section = document.get(name);
    return new Map(
      isMap(section)
        ? section.items.map(({ key, value }) => [
            String(isScalar(key) ? key.value : key),
            value as Node | null,
          ])
        : [],
    );
  };
  const resources = keys('Resources');
  const conditions = keys('Conditions');
  const names = new Set([...keys('Parameters').keys(), ...resources.keys()]);
  if (resources.size === 0) {
    report(undefined, 'The template has no Resources.');
  }
  for (const [name, resource] of resources) {
    const type = isMap(resource) ? resource.get('Type') : undefined;
    if (typeof type !== 'string' || !resourceType.test(type)) {
      report(resource, `The resource ${name} has no Type such as AWS::S3::Bucket.`);
    }
  }
  const checkName = (node: unknown, name: string) => {
    const first = name.split('.')[0] ?? '';
    if (!names.has(first) && !pseudo.test(first)) {
      report(node, `${first} is neither a parameter nor a resource of this template.`);
    }
  };
  const checkSub = (node: unknown, template: unknown, own: ReadonlySet<string>) => {
    for (const [, name = ''] of String(template).matchAll(/\$\{([^!}][^}]*)\}/g)) {
      if (!own.has(name.trim())) checkName(node, name.trim());
    }
  };
  const checkFunction = (name: string, value: unknown) => {
    const plain = isScalar(value) ? value.value : undefined;
    const items = isSeq(value) ? value.items : [];
    const first = isScalar(items[0]) ? items[0].value : undefined;
    if (name === 'Ref' && typeof plain === 'string') checkName(value, plain);
    if (name === 'GetAtt') checkName(value, String(plain ?? first ?? ''));
    if (name === 'Sub') {
      const variables = isMap(items[1])
        ? items[1].items.map(({ key }) => String(isScalar(key) ? key.value : key))
        : [];
      checkSub(value, plain ?? first ?? '', new Set(variables));
    }
    if (name === 'If' && typeof first === 'string' && !conditions.has(first)) {
      report(value, `The condition ${first} does not exist.`);
    }
  };
  visit(document, {
    Node(_, node) {
      const tag = node.tag ?? '';
      if (/^!(Ref|GetAtt|Sub|If)$/.test(tag)) checkFunction(tag.slice(1), node);
    },
    Pair(_, { key, value }) {
      const name = isScalar(key) ? String(key.value) : '';
      if (name === 'Ref') checkFunction('Ref', value);
      if (/^Fn::(GetAtt|Sub|If)$/.test(name)) checkFunction(name.slice(4), value);
      return undefined;
    },
  });
  return found;
}
