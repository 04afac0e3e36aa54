import { UndoHandler, UndoOutcome } from '../../undo/undoHandler';
import { AwsClients } from '../awsClients';
import { RepositoryAddress } from './readRepository';
import { removeRepository } from './removeRepository';

/** Kind of undo tokens for repositories. */
export const repositoryUndoKind = 'aws:ecr:repository';

/** Undoes the creation of a repository. */
export class RepositoryUndo implements UndoHandler {
  readonly kind = repositoryUndoKind;
  readonly #aws: AwsClients;

  private constructor(aws: AwsClients) {
    this.#aws = aws;
  }

  static create(options: { aws: AwsClients }): RepositoryUndo {
    return new RepositoryUndo(options.aws);
  }

  /** The thing of a token. */
  static thingOf(address: RepositoryAddress): Readonly<Record<string, string>> {
    return { account: address.account, region: address.region, name: address.name };
  }

  async undo(
    thing: Readonly<Record<string, string>>,
    options: { taskId: string; signal: AbortSignal },
  ): Promise<UndoOutcome> {
    const { account = '', region = '', name = '' } = thing;
    const address = { account, region, name };
    return removeRepository({ ...options, client: await this.#aws.ecr(address), address });
  }
}
