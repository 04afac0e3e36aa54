import { createExtensionTester } from '@backstage/frontend-test-utils';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import plugin, { containerLensApiRef } from '.';

describe('plugin', () => {
  it('has the id under which it is configured', () => {
    expect(plugin.pluginId).toBe('container-lens');
    expect(containerLensApiRef.id).toBe('plugin.container-lens.client');
  });

  it.each([
    ['service-name-picker', 'ContainerLensServiceNamePicker'],
    ['repository-picker', 'RepositoryPicker'],
    ['deploy-target-picker', 'DeployTargetPicker'],
    ['task-size-picker', 'TaskSizePicker'],
    ['secrets-picker', 'SecretsPicker'],
    ['parent-image-picker', 'ParentImagePicker'],
    ['labels-picker', 'LabelsPicker'],
    ['pipeline-picker', 'PipelinePicker'],
    ['lens-preview', 'LensPreview'],
    ['retrofit-preview', 'RetrofitPreview'],
  ] as const)('brings the form field %s under the name %s', async (extension, name) => {
    const load = createExtensionTester(
      plugin.getExtension(`scaffolder-form-field:container-lens/${extension}`),
    ).get(FormFieldBlueprint.dataRefs.formFieldLoader);
    expect(await load()).toMatchObject({ name });
  });
});
