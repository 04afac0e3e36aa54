/**
 * What the frontend and the backend of Container Lens agree on: the shapes that travel, the annotations, the
 * permissions, and a client.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './permissions';
export * from './wire/scorecard';
export * from './wire/lens';
export * from './wire/fleet';
export * from './wire/goldenPath';
export * from './wire/repositoryState';
export * from './wire/retrofit';
export * from './client/ContainerLensApi';
export * from './client/ContainerLensClient';
