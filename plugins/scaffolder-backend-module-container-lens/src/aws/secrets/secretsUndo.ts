import { UndoHandler, UndoOutcome } from '../../undo/undoHandler';
import { AwsClients, AwsPlace } from '../awsClients';
import { removeSecret } from './removeSecret';

/** Kind of undo tokens for secrets. */
export const secretsUndoKind = 'aws:secretsmanager:secret';

/** Undoes the creation of the secrets of one step. */
export class SecretsUndo implements UndoHandler {
  readonly kind = secretsUndoKind;
  readonly #aws: AwsClients;

  private constructor(aws: AwsClients) {
    this.#aws = aws;
  }

  static create(options: { aws: AwsClients }): SecretsUndo {
    return new SecretsUndo(options.aws);
  }

  /** The thing of a token. The names have one folder in common, which is written once. */
  static thingOf(
    place: AwsPlace,
    secrets: { folder: string; names: readonly string[] },
  ): Readonly<Record<string, string>> {
    const { account, region } = place;
    return { account, region, folder: secrets.folder, names: secrets.names.join(',') };
  }

  async undo(
    thing: Readonly<Record<string, string>>,
    options: { taskId: string; signal: AbortSignal },
  ): Promise<UndoOutcome> {
    const { account = '', region = '', folder = '', names = '' } = thing;
    const client = await this.#aws.secretsManager({ account, region });
    const outcomes: UndoOutcome[] = [];
    for (const name of names.split(',').filter(Boolean)) {
      outcomes.push(await removeSecret({ ...options, client, name: `${folder}${name}` }));
    }
    const states = outcomes.map(outcome => outcome.state);
    return {
      // One that stays is what people must know.
      state: (['kept', 'undone'] as const).find(state => states.includes(state)) ?? 'absent',
      detail: outcomes.map(outcome => outcome.detail).join('; '),
    };
  }
}
