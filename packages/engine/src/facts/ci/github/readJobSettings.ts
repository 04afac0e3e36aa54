import { resolved, Resolved, unresolved } from '../../resolved';
import { CiReference, TokenPermissions } from '../model/pipeline';
import { readImage } from '../readReference';
import { at, textAt, textMap, YamlValue } from '../yaml/yamlTree';
import { fillIn } from './fillIn';

type Values = (name: string) => string | undefined;

/** `permissions`; an empty map is an explicit "nothing". */
export function readPermissions(map: YamlValue): TokenPermissions | undefined {
  const permissions = at(map, 'permissions');
  if (permissions?.entries) {
    return textMap(permissions);
  }
  const text = permissions?.text;
  return text === 'read-all' || text === 'write-all' ? text : undefined;
}

export function readTimeout(job: YamlValue, values: Values): Resolved<number> | undefined {
  const written = textAt(job, 'timeout-minutes');
  if (written === undefined) {
    return undefined;
  }
  const minutes = Number(fillIn(written, values));
  return Number.isFinite(minutes)
    ? resolved(minutes)
    : unresolved(`"${written.slice(0, 80)}" is only known when the pipeline runs`);
}

export function cancelsInProgress(map: YamlValue): boolean {
  return (textAt(map, 'concurrency', 'cancel-in-progress') ?? 'false') !== 'false';
}

export function readEnvironment(job: YamlValue, values: Values): Resolved<string> | undefined {
  const written = textAt(job, 'environment') ?? textAt(job, 'environment', 'name');
  if (written === undefined) {
    return undefined;
  }
  const name = fillIn(written, values);
  return name.includes('${{')
    ? unresolved(`"${written.slice(0, 80)}" is only known when the pipeline runs`)
    : resolved(name);
}

/** Images of `container` and `services`. */
export function readImages(job: YamlValue): CiReference[] {
  const container = at(job, 'container');
  const services = [...(at(job, 'services')?.entries?.values() ?? [])];
  return [at(container, 'image') ?? container, ...services.map(service => at(service, 'image'))]
    .filter((image): image is YamlValue => image?.text !== undefined && image.text !== '')
    .map(image => readImage(image.text!, { path: image.path, line: image.keyLine ?? image.line }));
}
