import { UndoHandler, UndoOutcome } from '../../undo/undoHandler';
import { AwsClients, AwsPlace } from '../awsClients';
import { StackState } from './readStack';
import { removeStack } from './removeStack';

/** Kind of undo tokens for stacks. */
export const stackUndoKind = 'aws:cloudformation:stack';

/** Undoes the creation of a stack. */
export class StackUndo implements UndoHandler {
  readonly kind = stackUndoKind;
  readonly #aws: AwsClients;
  readonly #pollMs: number;

  private constructor(aws: AwsClients, pollMs: number) {
    this.#aws = aws;
    this.#pollMs = pollMs;
  }

  static create(options: { aws: AwsClients; pollMs: number }): StackUndo {
    return new StackUndo(options.aws, options.pollMs);
  }

  /** The thing of a token. */
  static thingOf(place: AwsPlace, state: StackState): Readonly<Record<string, string>> {
    const { account, region } = place;
    return { account, region, stack: state.id, updated: state.updated };
  }

  async undo(
    thing: Readonly<Record<string, string>>,
    options: { taskId: string; signal: AbortSignal },
  ): Promise<UndoOutcome> {
    const { account = '', region = '', stack = '', updated = '' } = thing;
    const client = await this.#aws.cloudFormation({ account, region });
    const { signal, taskId } = options;
    return removeStack({ client, signal }, { stack, updated, taskId, pollMs: this.#pollMs });
  }
}
