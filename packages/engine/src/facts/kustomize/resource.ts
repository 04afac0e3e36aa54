import { YamlMap } from '../../helm/yaml/readYaml';
import { descend, textOf } from '../deployment/kubernetes/manifestFields';

/** An object on its way through a build; it can be named by each name that it ever had. */
export interface Resource {
  readonly value: YamlMap;
  readonly formerNames: string[];
}

/** What a patch or a replacement asks for; every field is optional. */
export interface Selector {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: string;
  readonly annotations?: string;
}

export function kindOf({ value }: Resource): string {
  return textOf(value.get('kind'));
}

export function nameOf({ value }: Resource): string {
  return textOf(descend(value, ['metadata', 'name']));
}

export function namesOf(resource: Resource): string[] {
  return [nameOf(resource), ...resource.formerNames];
}

export function groupOf({ value }: Resource): string {
  const apiVersion = textOf(value.get('apiVersion'));
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

export function versionOf({ value }: Resource): string {
  const apiVersion = textOf(value.get('apiVersion'));
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}
