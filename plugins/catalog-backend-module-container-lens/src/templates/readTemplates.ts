import { ANNOTATION_LOCATION, ANNOTATION_ORIGIN_LOCATION, Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  TemplateEntityV1beta3,
  isTemplateEntityV1beta3,
} from '@backstage/plugin-scaffolder-common';
import { GoldenPathConfig, templatesDirectory } from '@container-lens/golden-path';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/**
 * Reads the packaged templates that the configuration enables, each with the packaged file as its location, and puts the
 * configured hosts and owners into their repository field.
 *
 * @throws NotFoundError when a template is enabled that does not exist.
 */
export async function readTemplates(config: GoldenPathConfig): Promise<Entity[]> {
  const folder = templatesDirectory();
  const templates: TemplateEntityV1beta3[] = [];
  for (const name of (await readdir(folder)).sort()) {
    if (!name.endsWith('.yaml')) {
      continue;
    }
    const path = join(folder, name);
    const entity = parse(await readFile(path, 'utf8')) as Entity;
    if (entity.kind === 'Template') {
      if (!isTemplateEntityV1beta3(entity)) {
        throw new InputError(`The packaged template ${name} is not a v1beta3 template.`);
      }
      templates.push(withRepositories(withLocation(entity, path), config.repositories));
    }
  }
  const { enabled } = config.templates;
  const unknown = enabled?.find(name => !templates.some(({ metadata }) => metadata.name === name));
  if (unknown !== undefined) {
    throw new NotFoundError(
      `containerLens.goldenPath.templates.enabled names '${unknown}', which does not exist. There are: ${templates
        .map(({ metadata }) => metadata.name)
        .join(', ')}.`,
    );
  }
  return templates.filter(({ metadata }) => !enabled || enabled.includes(metadata.name));
}

function withLocation(entity: TemplateEntityV1beta3, path: string): TemplateEntityV1beta3 {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [ANNOTATION_LOCATION]: `file:${path}`,
        [ANNOTATION_ORIGIN_LOCATION]: `file:${path}`,
      },
    },
  };
}

type Properties = Record<string, { 'ui:field'?: string; 'ui:options'?: object }>;

/** A template cannot read the configuration in its parameters, so the hosts enter here. */
function withRepositories(
  entity: TemplateEntityV1beta3,
  repositories: GoldenPathConfig['repositories'],
): TemplateEntityV1beta3 {
  const options = Object.fromEntries(
    Object.entries(repositories).filter(([, list]) => list.length > 0),
  );
  const pages = [entity.spec.parameters ?? []].flat();
  return {
    ...entity,
    spec: {
      ...entity.spec,
      parameters: pages.map(page => ({
        ...page,
        properties: Object.fromEntries(
          Object.entries((page.properties ?? {}) as Properties).map(([name, property]) => [
            name,
            property['ui:field'] === 'RepositoryPicker' && Object.keys(options).length > 0
              ? { ...property, 'ui:options': { ...property['ui:options'], ...options } }
              : property,
          ]),
        ) as NonNullable<typeof page.properties>,
      })),
    },
  };
}
