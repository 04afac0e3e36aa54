import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ECRClient } from '@aws-sdk/client-ecr';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AwsCredentialsManager } from '@backstage/integration-aws-node';

/** Where something is, or will be. */
export interface AwsPlace {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** Clients of AWS for one account and Region. */
export interface AwsClients {
  ecr(place: AwsPlace): Promise<ECRClient>;
  secretsManager(place: AwsPlace): Promise<SecretsManagerClient>;
  cloudFormation(place: AwsPlace): Promise<CloudFormationClient>;
}

/**
 * Clients with the credentials that the portal has for the account (`aws` in the configuration: a role per account,
 * external ids). Nothing a template passes reaches the credentials.
 */
export class DefaultAwsClients implements AwsClients {
  readonly #credentials: AwsCredentialsManager;

  private constructor(credentials: AwsCredentialsManager) {
    this.#credentials = credentials;
  }

  static create(options: { credentials: AwsCredentialsManager }): DefaultAwsClients {
    return new DefaultAwsClients(options.credentials);
  }

  async ecr(place: AwsPlace): Promise<ECRClient> {
    return new ECRClient(await this.#settings(place));
  }

  async secretsManager(place: AwsPlace): Promise<SecretsManagerClient> {
    return new SecretsManagerClient(await this.#settings(place));
  }

  async cloudFormation(place: AwsPlace): Promise<CloudFormationClient> {
    return new CloudFormationClient(await this.#settings(place));
  }

  async #settings({ account, region }: AwsPlace) {
    const provider = await this.#credentials.getCredentialProvider({ accountId: account });
    return {
      region,
      credentials: provider.sdkCredentialProvider,
      customUserAgent: 'container-lens',
      // Throttling is answered by waiting longer each time.
      maxAttempts: 5,
      requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
    };
  }
}
