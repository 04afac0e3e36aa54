import { isMap, parseAllDocuments } from 'yaml';
import { Observation } from '../contract/observation';
import { RepositoryEvidence, Subject } from '../contract/evidence';

const catalogFile = 'catalog-info.yaml';
const maxNameLength = 200;
const maxDocuments = 50;
const maxAnnotationLength = 2000;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first component of a catalog file, or undefined when there is none or the file is malformed. */
function findComponent(text: string): Record<string, unknown> | undefined {
  try {
    const documents = parseAllDocuments(text, { logLevel: 'silent' });
    if (!Array.isArray(documents)) return undefined;
    for (const document of documents.slice(0, maxDocuments)) {
      if (document.errors.length > 0 || !isMap(document.contents)) continue;
      const data: unknown = document.toJS({ maxAliasCount: 100 });
      if (isRecord(data) && data.kind === 'Component') return data;
    }
  } catch {
    // Too many aliases, or nested too deep: there is no component that can be trusted.
  }
  return undefined;
}

/**
 * What a repository says of itself in `catalog-info.yaml` at its root: the name and the annotations the engine reads.
 * The portal takes the same from the catalog entity; where no catalog is at hand, this gives the same verdicts.
 *
 * @public
 */
export function subjectFromRepository(options: {
  readonly repository: Observation<RepositoryEvidence>;
  /** The name when the file does not give one. */
  readonly name: string;
}): Subject {
  const { repository, name } = options;
  const content =
    repository.status === 'present'
      ? repository.value.entries.find(entry => entry.path === catalogFile)?.content
      : undefined;
  const component = content?.status === 'present' ? findComponent(content.value) : undefined;
  const metadata = isRecord(component?.metadata) ? component.metadata : {};
  const annotations: Record<string, string> = {};
  if (isRecord(metadata.annotations)) {
    for (const [key, value] of Object.entries(metadata.annotations)) {
      const isRead = key.startsWith('container-lens/') || key === 'github.com/project-slug';
      // The limit of the portal, so that both judge the same.
      if (isRead && typeof value === 'string' && value.length <= maxAnnotationLength)
        annotations[key] = value;
    }
  }
  const declared = typeof metadata.name === 'string' ? metadata.name.slice(0, maxNameLength) : '';
  return { name: declared || name, annotations };
}
