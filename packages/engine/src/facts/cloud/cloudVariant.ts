import { CloudResource } from './cloudResource';
import { EnvironmentName } from './environmentName';

/** A file that may hold infrastructure as code. */
export interface CloudFile {
  readonly path: string;
  readonly text: string;
}

/** The resources of one template or Terraform folder for one environment, or for none. */
export interface CloudVariant {
  readonly path: string;
  readonly environment: EnvironmentName | undefined;
  readonly resources: readonly CloudResource[];
}
