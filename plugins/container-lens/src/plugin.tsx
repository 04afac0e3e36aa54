import {
  ApiBlueprint,
  PageBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint, EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { RiFocus3Line } from '@remixicon/react';
import { ContainerLensClient } from '@container-lens/backstage-plugin-container-lens-common';
import { containerLensApiRef } from './api/containerLensApiRef';
import { entityTabRouteRef, fleetRouteRef } from './routes';

const containerLensApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: containerLensApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        ContainerLensClient.create({ discoveryApi, fetchApi }),
    }),
});

/** What has source code that builds images; the backend says of each whether it could be read. */
const assessable = { kind: 'component' };

const scorecardCard = EntityCardBlueprint.make({
  name: 'scorecard',
  params: {
    type: 'content',
    filter: assessable,
    loader: async () => {
      const { ScorecardCard } = await import('./entityCard/ScorecardCard');
      return <ScorecardCard />;
    },
  },
});

const scorecardTab = EntityContentBlueprint.make({
  params: {
    path: '/container-lens',
    title: 'Container Lens',
    group: 'operation',
    routeRef: entityTabRouteRef,
    filter: assessable,
    loader: async () => {
      const { ScorecardTab } = await import('./entityTab/ScorecardTab');
      return <ScorecardTab />;
    },
  },
});

const fleetPage = PageBlueprint.make({
  params: {
    path: '/container-lens',
    title: 'Fleet',
    icon: <RiFocus3Line />,
    routeRef: fleetRouteRef,
    loader: async () => {
      const { FleetPage } = await import('./fleet/FleetPage');
      return <FleetPage />;
    },
  },
});

const serviceNamePicker = FormFieldBlueprint.make({
  name: 'service-name-picker',
  params: {
    field: async () => (await import('./formFields/serviceNamePickerField')).serviceNamePickerField,
  },
});

const repositoryPicker = FormFieldBlueprint.make({
  name: 'repository-picker',
  params: {
    field: async () => (await import('./formFields/repositoryPickerField')).repositoryPickerField,
  },
});

const deployTargetPicker = FormFieldBlueprint.make({
  name: 'deploy-target-picker',
  params: {
    field: async () =>
      (await import('./formFields/deployTargetPickerField')).deployTargetPickerField,
  },
});

const taskSizePicker = FormFieldBlueprint.make({
  name: 'task-size-picker',
  params: {
    field: async () => (await import('./formFields/taskSizePickerField')).taskSizePickerField,
  },
});

const secretsPicker = FormFieldBlueprint.make({
  name: 'secrets-picker',
  params: {
    field: async () => (await import('./formFields/secretsPickerField')).secretsPickerField,
  },
});

const parentImagePicker = FormFieldBlueprint.make({
  name: 'parent-image-picker',
  params: {
    field: async () => (await import('./formFields/parentImagePickerField')).parentImagePickerField,
  },
});

const labelsPicker = FormFieldBlueprint.make({
  name: 'labels-picker',
  params: {
    field: async () => (await import('./formFields/labelsPickerField')).labelsPickerField,
  },
});

const pipelinePicker = FormFieldBlueprint.make({
  name: 'pipeline-picker',
  params: {
    field: async () => (await import('./formFields/pipelinePickerField')).pipelinePickerField,
  },
});

const lensPreview = FormFieldBlueprint.make({
  name: 'lens-preview',
  params: {
    field: async () => (await import('./formFields/lensPreviewField')).lensPreviewField,
  },
});

const retrofitPreview = FormFieldBlueprint.make({
  name: 'retrofit-preview',
  params: {
    field: async () => (await import('./formFields/retrofitPreviewField')).retrofitPreviewField,
  },
});

/**
 * Scorecards on entity pages, the fleet page, and form fields for golden paths.
 *
 * @public
 */
export const containerLensPlugin = createFrontendPlugin({
  pluginId: 'container-lens',
  title: 'Container Lens',
  icon: <RiFocus3Line />,
  routes: { fleet: fleetRouteRef, entityTab: entityTabRouteRef },
  extensions: [
    containerLensApi,
    scorecardCard,
    scorecardTab,
    fleetPage,
    serviceNamePicker,
    repositoryPicker,
    deployTargetPicker,
    taskSizePicker,
    secretsPicker,
    parentImagePicker,
    labelsPicker,
    pipelinePicker,
    lensPreview,
    retrofitPreview,
  ],
});
