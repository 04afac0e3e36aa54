import { Resolved } from '../resolved';
import type { CloudNode } from './cloudNode';

/** Plain data of a property; what is only known at deploy time is `unresolved` where it stands. @public */
export type CloudValue =
  | string
  | number
  | boolean
  | readonly CloudValue[]
  | { readonly [key: string]: CloudValue }
  | CloudUnresolved;

/** @public */
export interface CloudUnresolved {
  readonly $unresolved: string;
}

/**
 * One resource of infrastructure as code. Whatever wrote it (CloudFormation, SAM, a synthesised CDK template,
 * literal Terraform), its type and properties have the names of CloudFormation: `aws_ecr_repository` becomes
 * `AWS::ECR::Repository`, `image_tag_mutability` becomes `ImageTagMutability`. Pseudo parameters stay in the text as
 * `${AWS::Region}`.
 *
 * @public
 */
export interface CloudResource {
  readonly type: string;
  /** Logical id; of Terraform the address, as `aws_ecr_repository.app`. */
  readonly name: string;
  readonly source: 'cloudformation' | 'sam' | 'cdk' | 'terraform' | 'ecs-task-definition';
  readonly path: string;
  readonly line?: number;
  /** The environment that a parameter file or folder of it names. */
  readonly environment?: string;
  /** The properties with their lines. */
  readonly properties: CloudNode;
  /** Value at a path of properties; `undefined` as value when nothing is there. */
  get(...path: readonly (string | number)[]): Resolved<CloudValue>;
  /** Line of a property, else of the resource. */
  lineOf(...path: readonly (string | number)[]): number | undefined;
  /** Names of resources of the same template that the property (or the whole resource) refers to. */
  references(...path: readonly (string | number)[]): readonly string[];
}

/** @public */
export interface UnreadCloudFile {
  readonly path: string;
  readonly reason: string;
  /** Types that the text names; empty when not even that is known. */
  readonly types: readonly string[];
}

/**
 * Infrastructure as code of the repository.
 *
 * @public
 */
export interface CloudModel {
  /** Resources of the production render; those of the defaults where nothing is named after production. */
  readonly resources: readonly CloudResource[];
  /** The same for every environment that parameter files or folders name. */
  readonly environments: readonly {
    readonly name: string;
    readonly resources: readonly CloudResource[];
  }[];
  /** Files that hold resources and could not be read, with what they may hold. */
  readonly unread: readonly UnreadCloudFile[];
  ofType(type: string): readonly CloudResource[];
}
