import { parse, parseDocument } from 'yaml';
import { RetrofitFiles, textOf } from '../retrofitFiles';
import { PartProposal, RetrofitGuidance } from '../retrofitPlan';
import { PartsContext } from './listParts';
import { mergeCatalog } from './mergeCatalog';

/** Writes or completes catalog-info.yaml, so that the portal knows the image and the kind of workload. */
export function mendCatalog(context: PartsContext, files: RetrofitFiles): PartProposal {
  const template = context.rendered.files.find(file => file.path === 'catalog-info.yaml');
  const rendered = template?.content.toString('utf8') ?? '';
  const path = ['catalog-info.yaml', 'catalog-info.yml'].find(name => files.has(name));
  if (path === undefined) {
    return context.choices.owner
      ? write([{ path: 'catalog-info.yaml', text: fitEntity(rendered, context, files), why: [] }])
      : guide({
          title: 'Describe the service in the catalog',
          text: 'Without an owner in the form no catalog-info.yaml was written.',
        });
  }
  const { metadata } = parse(rendered) as { metadata: { annotations: Record<string, string> } };
  // Those of the lens; what Backstage reads beside them stands for files that the repository may not have.
  const annotations = Object.fromEntries(
    Object.entries(metadata.annotations).filter(
      ([name]) =>
        !name.startsWith('backstage.io/') &&
        (context.facts.workload.value !== undefined || !name.endsWith('workload-type')),
    ),
  );
  const text = textOf(files, path) ?? '';
  const merged = mergeCatalog(text, { annotations, tags: ['container'] });
  if (merged === undefined) {
    const lines = Object.entries(annotations).map(([name, value]) => `${name}: ${value}`);
    return {
      ...guide({
        title: 'Complete the catalog entry',
        text: `Add the annotations ${lines.join(' and ')}.`,
        path,
      }),
      kept: [{ path, why: 'It is not one component that can be read.' }],
    };
  }
  return write(merged === text ? [] : [{ path, text: merged, why: [] }]);
}

/** The entity as the golden path writes it, without what points to files that were not brought. */
function fitEntity(rendered: string, context: PartsContext, files: RetrofitFiles): string {
  const document = parseDocument(rendered);
  const drop = (name: string) => document.deleteIn(['metadata', 'annotations', name]);
  drop('backstage.io/template-version');
  if (!files.has('mkdocs.yml')) drop('backstage.io/techdocs-ref');
  const overlay = `deploy/${context.axes.target ?? ''}`;
  const isDeployed = context.rendered.files.some(
    file => file.overlay === overlay && files.has(file.path) && !context.original.has(file.path),
  );
  if (!isDeployed) {
    drop('backstage.io/kubernetes-id');
    const { language } = context.facts;
    document.setIn(
      ['metadata', 'tags'],
      document.createNode(['container', ...(language.value ? [language.value] : [])]),
    );
  }
  return document.toString({ lineWidth: 0 });
}

function write(files: PartProposal['files']): PartProposal {
  return { part: 'catalog', files, withoutGain: true };
}

function guide(guidance: RetrofitGuidance): PartProposal {
  return { part: 'catalog', files: [], guidance: [guidance] };
}
