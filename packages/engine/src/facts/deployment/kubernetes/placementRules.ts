import { YamlMap, YamlValue } from '../../../helm/yaml/readYaml';
import { SourceLocation } from '../../image/imageConfig';
import { Resolved, resolved, unresolved } from '../../resolved';
import { PlacementRule } from '../workload';
import { descend, ManifestFields, mapOf, mapsOf, textOf } from './manifestFields';

const subjects: Readonly<Record<string, PlacementRule['subject']>> = {
  'kubernetes.io/arch': 'architecture',
  'beta.kubernetes.io/arch': 'architecture',
  'node.kubernetes.io/instance-type': 'instance-type',
  'beta.kubernetes.io/instance-type': 'instance-type',
  'karpenter.k8s.aws/instance-family': 'instance-family',
  'eks.amazonaws.com/instance-family': 'instance-family',
};

type Locate = (path: readonly (string | number)[]) => SourceLocation;

interface Constraint {
  readonly subject: PlacementRule['subject'];
  readonly values: Resolved<readonly string[]>;
}

/** Rules of a pod about the architecture and the type of its nodes. */
export function placementRules(
  spec: YamlMap,
  fields: ManifestFields,
  locate: Locate,
): PlacementRule[] {
  const selector = [...mapOf(spec.get('nodeSelector'))].flatMap(([key, value]): PlacementRule[] => {
    const subject = subjectOf(key);
    if (!subject) return [];
    const text = fields.text(value);
    const values = text.resolved
      ? resolved(text.value === undefined ? [] : [text.value])
      : unresolved(text.reason);
    return [{ ...locate(['nodeSelector', key]), subject, required: true, values }];
  });
  const affinity = ['affinity', 'nodeAffinity'];
  const requiredPath = [
    ...affinity,
    'requiredDuringSchedulingIgnoredDuringExecution',
    'nodeSelectorTerms',
  ];
  const preferredPath = [...affinity, 'preferredDuringSchedulingIgnoredDuringExecution'];
  const required = requiredTerms(mapsOf(descend(spec, requiredPath)).slice(0, 50), fields);
  const preferred = mapsOf(descend(spec, preferredPath))
    .slice(0, 50)
    .flatMap(term => constraintsOf(mapOf(term.get('preference')), fields));
  return [
    ...selector,
    ...required.map(rule => ({ ...rule, ...locate(requiredPath), required: true })),
    ...preferred.map(rule => ({ ...rule, ...locate(preferredPath), required: false })),
  ];
}

/** Terms are alternatives: only what every one of them asks for is required, with the values of all. */
function requiredTerms(terms: readonly YamlMap[], fields: ManifestFields): Constraint[] {
  const each = terms.map(term => constraintsOf(term, fields));
  const [first, ...others] = each;
  return (first ?? []).flatMap(({ subject, values }): Constraint[] => {
    const same = others.map(list => list.find(other => other.subject === subject));
    const all = [values, ...same.flatMap(found => (found ? [found.values] : []))];
    if (all.length !== each.length) return [];
    const open = all.find(value => !value.resolved);
    if (open) return [{ subject, values: open }];
    const joined = all.flatMap(value => (value.resolved ? (value.value ?? []) : []));
    return [{ subject, values: resolved([...new Set(joined)]) }];
  });
}

function constraintsOf(term: YamlMap, fields: ManifestFields): Constraint[] {
  return mapsOf(term.get('matchExpressions'))
    .slice(0, 50)
    .flatMap((expression): Constraint[] => {
      const subject = subjectOf(textOf(expression.get('key')));
      if (!subject) return [];
      const values = fields.names(expression.get('values'));
      const operator = textOf(expression.get('operator'));
      if (operator === 'In') return [{ subject, values }];
      if (operator !== 'NotIn' || subject !== 'architecture') return [];
      return [{ subject, values: values.resolved ? resolved(without(values.value)) : values }];
    });
}

function without(excluded: readonly string[] = []): string[] {
  return ['amd64', 'arm64'].filter(name => !excluded.includes(name));
}

function subjectOf(key: YamlValue): PlacementRule['subject'] | undefined {
  return typeof key === 'string' && Object.hasOwn(subjects, key) ? subjects[key] : undefined;
}
