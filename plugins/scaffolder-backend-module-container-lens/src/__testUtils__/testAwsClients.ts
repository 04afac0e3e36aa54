import { ConfigReader } from '@backstage/config';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { AwsClients, AwsPlace, DefaultAwsClients } from '../aws/awsClients';

/** The real clients, with credentials from configuration as the portal has them. */
export function testAwsClients(): AwsClients {
  const config = new ConfigReader({
    aws: {
      accounts: [
        {
          accountId: '111122223333',
          accessKeyId: 'test-key-id',
          secretAccessKey: 'test-secret-value',
        },
      ],
    },
  });
  return DefaultAwsClients.create({ credentials: DefaultAwsCredentialsManager.fromConfig(config) });
}

/** Why an interrupted client stopped. */
export class Interrupted extends Error {}

/**
 * Clients that break once, at the nth call: before it is sent, or after AWS has done it and before anybody learns of it.
 * Later calls work, as they do when a task rolls back.
 */
export class InterruptedAwsClients implements AwsClients {
  calls = 0;
  readonly #inner = testAwsClients();

  constructor(readonly options: { at: number; when: 'before' | 'after' }) {}

  get wasInterrupted(): boolean {
    return this.calls >= this.options.at;
  }

  async ecr(place: AwsPlace) {
    return this.#interrupt(await this.#inner.ecr(place));
  }

  async secretsManager(place: AwsPlace) {
    return this.#interrupt(await this.#inner.secretsManager(place));
  }

  async cloudFormation(place: AwsPlace) {
    return this.#interrupt(await this.#inner.cloudFormation(place));
  }

  #interrupt<T extends { middlewareStack: { add: Function } }>(client: T): T {
    const stop = (when: 'before' | 'after') => {
      if (this.calls === this.options.at && this.options.when === when) {
        throw new Interrupted(`${when} call ${this.calls}`);
      }
    };
    client.middlewareStack.add(
      (next: (args: unknown) => Promise<unknown>) => async (args: unknown) => {
        this.calls += 1;
        const own = this.calls;
        stop('before');
        const result = await next(args);
        if (own === this.calls) stop('after');
        return result;
      },
      { step: 'initialize', name: 'interrupt' },
    );
    return client;
  }
}
