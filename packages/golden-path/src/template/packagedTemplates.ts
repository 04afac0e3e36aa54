import { formatTemplate } from './formatTemplate';
import { renderLeaveCopilotTemplate } from './leaveCopilotTemplate';
import { renderParentImageTemplate } from './parentImageTemplate';
import { renderRetrofitTemplate } from './retrofitTemplate';
import { renderServiceTemplates } from './serviceTemplate';

/**
 * The templates folder's own files, by name: every packaged template, and `all.yaml`, a location for people who register
 * templates by hand.
 *
 * @public
 */
export function renderPackagedTemplates(): Record<string, string> {
  const templates = [
    ...renderServiceTemplates(),
    renderParentImageTemplate(),
    renderRetrofitTemplate(),
    renderLeaveCopilotTemplate(),
  ];
  return {
    ...Object.fromEntries(templates.map(({ name, text }) => [name, text])),
    'all.yaml': formatTemplate({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Location',
      metadata: {
        name: 'container-lens-golden-paths',
        description: 'The packaged golden paths, for installations without the catalog module.',
      },
      spec: { targets: templates.map(({ name }) => `./${name}`) },
    }),
  };
}
