import { http, HttpResponse } from 'msw';
import { FakeAwsError } from './FakeEcr';

interface FakeSecret {
  readonly name: string;
  readonly arn: string;
  deletedAt?: number;
  hasValue: boolean;
  kmsKey?: string;
  tags: Record<string, string>;
}

type Body = Record<string, unknown>;

/** AWS Secrets Manager on the level of HTTP, as far as the actions use it. */
export class FakeSecretsManager {
  readonly secrets = new Map<string, FakeSecret>();
  readonly calls: string[] = [];
  /** Bodies of all requests, as text. */
  readonly bodies: string[] = [];
  before: (operation: string) => void = () => undefined;

  get writes(): string[] {
    return this.calls.filter(call => call !== 'DescribeSecret');
  }

  add(name: string, given: Partial<FakeSecret> = {}): FakeSecret {
    const secret: FakeSecret = {
      name,
      arn: `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${name}-AbCdEf`,
      hasValue: false,
      tags: {},
      ...given,
    };
    this.secrets.set(name, secret);
    return secret;
  }

  handler() {
    return http.post('https://secretsmanager.eu-west-1.amazonaws.com/', async ({ request }) => {
      const operation = (request.headers.get('x-amz-target') ?? '').split('.').pop() ?? '';
      this.calls.push(operation);
      const text = await request.text();
      this.bodies.push(text);
      const headers = { 'content-type': 'application/x-amz-json-1.1' };
      try {
        this.before(operation);
        return HttpResponse.json(this.#answer(operation, JSON.parse(text) as Body), { headers });
      } catch (error) {
        const { type, message, status } = error as FakeAwsError;
        return HttpResponse.json({ __type: type, Message: message }, { status, headers });
      }
    });
  }

  #answer(operation: string, body: Body): Body {
    if (operation === 'CreateSecret') {
      const name = String(body.Name);
      const existing = this.secrets.get(name);
      if (existing?.deletedAt !== undefined) {
        throw new FakeAwsError(
          'InvalidRequestException',
          "You can't create this secret because a secret with this name is already scheduled for deletion.",
        );
      }
      if (existing) throw new FakeAwsError('ResourceExistsException', `${name} already exists.`);
      const secret = this.add(name, {
        tags: tagsOf(body.Tags),
        hasValue: body.SecretString !== undefined || body.SecretBinary !== undefined,
        ...(body.KmsKeyId ? { kmsKey: String(body.KmsKeyId) } : {}),
      });
      return { ARN: secret.arn, Name: secret.name };
    }
    const secret = this.#get(body.SecretId);
    switch (operation) {
      case 'DescribeSecret':
        return {
          ARN: secret.arn,
          Name: secret.name,
          CreatedDate: 1_795_000_000.5,
          ...(secret.kmsKey ? { KmsKeyId: secret.kmsKey } : {}),
          ...(secret.deletedAt === undefined ? {} : { DeletedDate: secret.deletedAt }),
          ...(secret.hasValue ? { VersionIdsToStages: { v1: ['AWSCURRENT'] } } : {}),
          Tags: Object.entries(secret.tags).map(([Key, Value]) => ({ Key, Value })),
        };
      case 'DeleteSecret':
        if (body.ForceDeleteWithoutRecovery) throw new FakeAwsError('Forbidden', 'never force');
        secret.deletedAt = 1_795_600_000;
        return { ARN: secret.arn, DeletionDate: secret.deletedAt };
      case 'RestoreSecret':
        delete secret.deletedAt;
        return { ARN: secret.arn };
      case 'TagResource':
        Object.assign(secret.tags, tagsOf(body.Tags));
        return {};
      default:
        throw new FakeAwsError('UnknownOperationException', operation);
    }
  }

  #get(id: unknown): FakeSecret {
    const found = [...this.secrets.values()].find(({ name, arn }) => name === id || arn === id);
    if (found) return found;
    throw new FakeAwsError(
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret.",
    );
  }
}

function tagsOf(tags: unknown): Record<string, string> {
  return Object.fromEntries(
    ((tags ?? []) as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]),
  );
}
