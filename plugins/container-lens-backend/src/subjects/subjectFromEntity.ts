import { createHash } from 'node:crypto';
import {
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  annotations,
  isLensAnnotation,
} from '@container-lens/backstage-plugin-container-lens-common';
import { findSourceLocation } from './sourceLocation';
import { Subject } from './subject';

const MAX_ANNOTATION_LENGTH = 2000;
const MAX_ANNOTATIONS = 100;

/**
 * Reads what is judged from a catalog entity. Never throws: an entity that cannot be judged says so in `problem`.
 */
export function subjectFromEntity(options: {
  readonly entity: Entity;
  readonly allowedHosts: readonly string[];
  readonly integrations: ScmIntegrationRegistry;
}): Subject {
  const { entity } = options;
  const location = findSourceLocation(options);
  const given = entity.metadata.annotations ?? {};
  const own = Object.entries(given)
    .filter(([key]) => isLensAnnotation(key))
    .filter(([, value]) => typeof value === 'string' && value.length <= MAX_ANNOTATION_LENGTH)
    .slice(0, MAX_ANNOTATIONS);
  const subject = {
    entityRef: stringifyEntityRef(entity),
    name: bounded(entity.metadata.title, 300) ?? entity.metadata.name,
    owner: relationTarget(entity, RELATION_OWNED_BY) ?? specRef(entity, 'owner', 'group'),
    system:
      relationTarget(entity, RELATION_PART_OF, 'system') ?? specRef(entity, 'system', 'system'),
    lifecycle: bounded(entity.spec?.lifecycle, 100),
    example: given[annotations.example] === 'true',
    annotations: Object.fromEntries(own),
    ...('url' in location ? { sourceUrl: location.url } : { problem: location.problem }),
  };
  return { ...subject, fingerprint: sha256(JSON.stringify(subject)) };
}

function relationTarget(entity: Entity, type: string, kind?: string): string | undefined {
  const targets = (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef)
    .filter(ref => kind === undefined || ref.startsWith(`${kind}:`));
  return bounded(targets[0], 255);
}

function specRef(entity: Entity, field: string, defaultKind: string): string | undefined {
  const value = bounded(entity.spec?.[field], 255);
  if (!value) {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(value, {
        defaultKind,
        defaultNamespace: entity.metadata.namespace ?? 'default',
      }),
    );
  } catch {
    return undefined;
  }
}

function bounded(value: unknown, length: number): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, length) : undefined;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
