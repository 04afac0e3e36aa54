import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { cloud } from '../cloud/cloud';
import { deploysFunction } from '../cloud/deploysFunction';
import { annotationPrefix, settingsFile } from './annotations';
import { readYaml } from './readYaml';
import { repositoryTree } from './repositoryTree';

const workloadTypes = [
  'service',
  'worker',
  'job',
  'function',
  'base-image',
  'library-image',
] as const;

/** @public */
export type WorkloadType = (typeof workloadTypes)[number];

/**
 * What the catalog entity, or `.container-lens.yaml` in its repository, declares. The catalog wins.
 *
 * @public
 */
export interface EntitySettings {
  /** When nothing is declared: `function` for the image of a Lambda function, else `service`. */
  readonly workloadType: WorkloadType;
  /** True when `workloadType` is declared and not the default. */
  readonly workloadTypeDeclared: boolean;
  /** Paths of the Dockerfiles of the image units. */
  readonly dockerfiles: readonly string[];
  /** `owner/name` on the Git host. */
  readonly projectSlug?: string;
  /** Value of the key `container-lens/<name>`. */
  get(name: string): string | undefined;
}

const valueLimit = 2000;

/** @public */
export const entitySettings = defineFact<EntitySettings>({
  id: 'entity-settings',
  description: 'Annotations of the entity and the settings file of the repository.',
  derive: ({ subject }, read) => {
    const tree = read(repositoryTree);
    const text = tree.status === 'present' ? tree.value.read(settingsFile) : undefined;
    const data = text?.status === 'present' ? readYaml(text.value)?.data : undefined;
    const entity = isRecord(data) && isRecord(data.entity) ? data.entity : {};
    const get = (name: string): string | undefined => {
      const value = subject.annotations?.[annotationPrefix + name] ?? entity[name];
      if (Array.isArray(value)) {
        return value
          .filter(v => typeof v === 'string')
          .join(',')
          .slice(0, valueLimit);
      }
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? String(value).trim().slice(0, valueLimit)
        : undefined;
    };
    const declared = workloadTypes.find(type => type === get('workload-type'));
    const model = read(cloud);
    const isFunction =
      declared === undefined &&
      tree.status === 'present' &&
      model.status === 'present' &&
      deploysFunction(model.value, tree.value);
    return present({
      workloadType: declared ?? (isFunction ? 'function' : 'service'),
      workloadTypeDeclared: declared !== undefined,
      dockerfiles: (get('dockerfile') ?? '')
        .split(/[\s,]+/)
        .filter(path => path !== '')
        .slice(0, 50),
      projectSlug: subject.annotations?.['github.com/project-slug'],
      get,
    });
  },
});

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
