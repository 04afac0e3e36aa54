import { FleetEntity } from '@container-lens/backstage-plugin-container-lens-common';

/** Words for each status of an entity. */
export const statusWords: Readonly<Record<FleetEntity['status'], string>> = {
  assessed: 'Assessed',
  pending: 'Not assessed yet',
  'not-assessable': 'Nothing to assess',
  failed: 'Assessment failed',
};
