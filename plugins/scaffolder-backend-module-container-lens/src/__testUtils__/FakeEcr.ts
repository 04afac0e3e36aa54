import { http, HttpResponse } from 'msw';

interface FakeRepository {
  readonly name: string;
  mutability: string;
  filters: { filterType: string; filter: string }[];
  scanOnPush: boolean;
  readonly encryption: { encryptionType: string; kmsKey?: string };
  lifecycle: string | undefined;
  tags: Record<string, string>;
  images: number;
}

type Body = Record<string, unknown>;

/** An error as the JSON protocol of AWS writes it. */
export class FakeAwsError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** Amazon ECR on the level of HTTP, as far as the actions use it: names, errors, and the form in which it answers. */
export class FakeEcr {
  static readonly account = '111122223333';
  static readonly region = 'eu-west-1';
  readonly repositories = new Map<string, FakeRepository>();
  /** Operations that arrived, in order. */
  readonly calls: string[] = [];
  /** Runs before an operation; throws to answer with an error. */
  before: (operation: string) => void = () => undefined;

  get writes(): string[] {
    return this.calls.filter(call => !/^(Describe|List|Get)/.test(call));
  }

  add(name: string, given: Partial<FakeRepository> = {}): FakeRepository {
    const repository: FakeRepository = {
      name,
      mutability: 'MUTABLE',
      filters: [],
      scanOnPush: false,
      encryption: { encryptionType: 'AES256' },
      lifecycle: undefined,
      tags: {},
      images: 0,
      ...given,
    };
    this.repositories.set(name, repository);
    return repository;
  }

  handler() {
    return http.post('https://api.ecr.eu-west-1.amazonaws.com/', async ({ request }) => {
      const operation = (request.headers.get('x-amz-target') ?? '').split('.').pop() ?? '';
      this.calls.push(operation);
      try {
        this.before(operation);
        return HttpResponse.json(this.#answer(operation, (await request.json()) as Body), {
          headers: { 'content-type': 'application/x-amz-json-1.1' },
        });
      } catch (error) {
        const { type, message, status } = error as FakeAwsError;
        return HttpResponse.json(
          { __type: type, message },
          { status, headers: { 'content-type': 'application/x-amz-json-1.1' } },
        );
      }
    });
  }

  #answer(operation: string, body: Body): Body {
    switch (operation) {
      case 'GetAuthorizationToken':
        return {
          authorizationData: [
            { authorizationToken: Buffer.from('AWS:test').toString('base64'), expiresAt: 1.8e9 },
          ],
        };
      case 'DescribeRepositories':
        return {
          repositories: (body.repositoryNames as string[]).map(name =>
            this.#shown(this.#get(name)),
          ),
        };
      case 'ListTagsForResource': {
        const { tags } = this.#get(nameOf(body.resourceArn));
        return { tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
      }
      case 'GetLifecyclePolicy': {
        const repository = this.#get(body.repositoryName);
        if (repository.lifecycle === undefined) {
          throw new FakeAwsError('LifecyclePolicyNotFoundException', 'Lifecycle policy not found');
        }
        return { repositoryName: repository.name, lifecyclePolicyText: repository.lifecycle };
      }
      case 'CreateRepository':
        return { repository: this.#shown(this.#create(body)) };
      case 'PutImageTagMutability':
        Object.assign(this.#get(body.repositoryName), {
          mutability: body.imageTagMutability,
          filters: body.imageTagMutabilityExclusionFilters ?? [],
        });
        return {};
      case 'PutImageScanningConfiguration':
        this.#get(body.repositoryName).scanOnPush =
          (body.imageScanningConfiguration as Body).scanOnPush === true;
        return {};
      case 'PutLifecyclePolicy': {
        // ECR keeps the text but not its spaces.
        const text = JSON.stringify(JSON.parse(String(body.lifecyclePolicyText)));
        this.#get(body.repositoryName).lifecycle = text;
        return {};
      }
      case 'TagResource':
        Object.assign(this.#get(nameOf(body.resourceArn)).tags, tagsOf(body.tags));
        return {};
      case 'DeleteRepository': {
        const repository = this.#get(body.repositoryName);
        if (repository.images > 0 && body.force !== true) {
          throw new FakeAwsError('RepositoryNotEmptyException', 'The repository is not empty');
        }
        this.repositories.delete(repository.name);
        return { repository: this.#shown(repository) };
      }
      default:
        throw new FakeAwsError('UnknownOperationException', operation);
    }
  }

  #create(body: Body): FakeRepository {
    const name = String(body.repositoryName);
    if (this.repositories.has(name)) {
      throw new FakeAwsError('RepositoryAlreadyExistsException', `'${name}' already exists`);
    }
    return this.add(name, {
      mutability: String(body.imageTagMutability),
      filters: (body.imageTagMutabilityExclusionFilters ?? []) as FakeRepository['filters'],
      scanOnPush: (body.imageScanningConfiguration as Body).scanOnPush === true,
      encryption: body.encryptionConfiguration as FakeRepository['encryption'],
      tags: tagsOf(body.tags),
    });
  }

  #get(name: unknown): FakeRepository {
    const repository = this.repositories.get(String(name));
    if (!repository) {
      throw new FakeAwsError('RepositoryNotFoundException', `'${name}' does not exist`);
    }
    return repository;
  }

  #shown(repository: FakeRepository): Body {
    const { account, region } = FakeEcr;
    return {
      registryId: account,
      repositoryArn: `arn:aws:ecr:${region}:${account}:repository/${repository.name}`,
      repositoryName: repository.name,
      repositoryUri: `${account}.dkr.ecr.${region}.amazonaws.com/${repository.name}`,
      createdAt: 1_795_000_000.5,
      imageTagMutability: repository.mutability,
      ...(repository.filters.length > 0
        ? { imageTagMutabilityExclusionFilters: repository.filters }
        : {}),
      imageScanningConfiguration: { scanOnPush: repository.scanOnPush },
      encryptionConfiguration: repository.encryption,
    };
  }
}

function nameOf(arn: unknown): string {
  return String(arn).split(':repository/')[1] ?? '';
}

function tagsOf(tags: unknown): Record<string, string> {
  return Object.fromEntries(
    ((tags ?? []) as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]),
  );
}
