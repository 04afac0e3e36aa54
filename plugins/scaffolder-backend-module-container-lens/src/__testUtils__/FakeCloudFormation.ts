import { http, HttpResponse } from 'msw';
import { FakeAwsError } from './FakeEcr';

interface FakeStack {
  readonly id: string;
  readonly name: string;
  status: string;
  updated: string | undefined;
  template: string;
  tags: Record<string, string>;
  parameters: Record<string, string>;
  changeSets: Map<string, FakeChangeSet>;
  failure: string | undefined;
}

interface FakeChangeSet {
  readonly type: string;
  readonly template: string;
  readonly parameters: Record<string, string>;
  readonly tags: Record<string, string>;
  status: string;
  reason: string;
  execution: string;
}

/** AWS CloudFormation on the level of HTTP. Every state in progress is seen once before it passes. */
export class FakeCloudFormation {
  readonly stacks: FakeStack[] = [];
  readonly calls: string[] = [];
  before: (operation: string) => void = () => undefined;
  /** Makes the next execution fail with this reason. */
  failWith: string | undefined;
  /** What a change set says it would do to each resource. */
  changeTo: { action: string; replacement: string } | undefined;
  #count = 0;

  get writes(): string[] {
    return this.calls.filter(call => !/^(Describe|Validate)/.test(call));
  }

  /** Those that are not deleted. */
  get living(): FakeStack[] {
    return this.stacks.filter(({ status }) => status !== 'DELETE_COMPLETE');
  }

  add(name: string, given: Partial<FakeStack> = {}): FakeStack {
    this.#count += 1;
    const stack: FakeStack = {
      id: `arn:aws:cloudformation:eu-west-1:111122223333:stack/${name}/${this.#count}`,
      name,
      status: 'CREATE_COMPLETE',
      updated: undefined,
      template: '',
      tags: {},
      parameters: {},
      changeSets: new Map(),
      failure: undefined,
      ...given,
    };
    this.stacks.push(stack);
    return stack;
  }

  handler() {
    return http.post('https://cloudformation.eu-west-1.amazonaws.com/', async ({ request }) => {
      const form = new URLSearchParams(await request.text());
      const operation = form.get('Action') ?? '';
      this.calls.push(operation);
      const headers = { 'content-type': 'text/xml' };
      try {
        this.before(operation);
        const result = this.#answer(operation, form);
        const body = `<${operation}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${operation}Result>${result}</${operation}Result></${operation}Response>`;
        return new HttpResponse(body, { headers });
      } catch (error) {
        const { type, message, status } = error as FakeAwsError;
        const body = `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>${type}</Code><Message>${message}</Message></Error></ErrorResponse>`;
        return new HttpResponse(body, { status, headers });
      }
    });
  }

  #answer(operation: string, form: URLSearchParams): string {
    switch (operation) {
      case 'ValidateTemplate':
        if (!form.get('TemplateBody')?.includes('Resources')) {
          throw new FakeAwsError('ValidationError', 'Template format error');
        }
        return '';
      case 'DescribeStacks': {
        const stack = this.#get(form);
        const shown = xmlOfStack(stack);
        this.#progress(stack);
        return shown;
      }
      case 'CreateChangeSet':
        return this.#createChangeSet(form);
      case 'DescribeChangeSet':
        return this.#describeChangeSet(form);
      case 'DeleteChangeSet':
        this.#get(form).changeSets.delete(form.get('ChangeSetName') ?? '');
        return '';
      case 'ExecuteChangeSet':
        this.#execute(form.get('ChangeSetName') ?? '');
        return '';
      case 'DeleteStack':
        this.#get(form).status = 'DELETE_IN_PROGRESS';
        return '';
      case 'DescribeStackEvents':
        return `<StackEvents>${['Resource creation cancelled', this.#get(form).failure ?? ''].map(reason => `<member><LogicalResourceId>Role</LogicalResourceId><ResourceStatus>CREATE_FAILED</ResourceStatus><ResourceStatusReason>${reason}</ResourceStatusReason></member>`).join('')}</StackEvents>`;
      default:
        throw new FakeAwsError('InvalidAction', operation);
    }
  }

  #createChangeSet(form: URLSearchParams): string {
    const name = form.get('StackName') ?? '';
    const found = this.living.find(stack => stack.name === name || stack.id === name);
    const type = form.get('ChangeSetType') ?? 'UPDATE';
    if (found && type === 'CREATE' && found.status !== 'REVIEW_IN_PROGRESS') {
      throw new FakeAwsError('ValidationError', `Stack [${name}] already exists`);
    }
    if (!found && type === 'UPDATE') {
      throw new FakeAwsError('ValidationError', `Stack [${name}] does not exist`);
    }
    const stack = found ?? this.add(name, { status: 'REVIEW_IN_PROGRESS' });
    const changeSet = form.get('ChangeSetName') ?? '';
    if (stack.changeSets.has(changeSet)) {
      throw new FakeAwsError('AlreadyExistsException', 'exists', 400);
    }
    stack.changeSets.set(changeSet, {
      type,
      template: form.get('TemplateBody') ?? '',
      parameters: membersOf(form, 'Parameters', 'ParameterKey', 'ParameterValue'),
      tags: membersOf(form, 'Tags', 'Key', 'Value'),
      status: 'CREATE_IN_PROGRESS',
      reason: '',
      execution: 'UNAVAILABLE',
    });
    return `<Id>${stack.id}#${changeSet}</Id><StackId>${stack.id}</StackId>`;
  }

  #describeChangeSet(form: URLSearchParams): string {
    const stack = this.#get(form);
    const name = form.get('ChangeSetName') ?? '';
    const found = stack.changeSets.get(name);
    if (!found) throw new FakeAwsError('ChangeSetNotFound', `ChangeSet [${name}] not found`, 404);
    const page = Number(form.get('NextToken') ?? 0);
    // One change a page.
    const change = this.changeTo ?? { action: 'Add', replacement: '' };
    const changes = `<Changes><member><Type>Resource</Type><ResourceChange><Action>${change.action}</Action><LogicalResourceId>Role${page}</LogicalResourceId><ResourceType>AWS::IAM::Role</ResourceType>${change.replacement && `<Replacement>${change.replacement}</Replacement>`}</ResourceChange></member></Changes>${page === 0 ? '<NextToken>1</NextToken>' : ''}`;
    const shown = `<ChangeSetId>${stack.id}#${name}</ChangeSetId><StackId>${stack.id}</StackId><Status>${found.status}</Status><StatusReason>${found.reason}</StatusReason><ExecutionStatus>${found.execution}</ExecutionStatus>${changes}`;
    if (found.status === 'CREATE_IN_PROGRESS') {
      const isSame =
        found.type === 'UPDATE' &&
        stack.template === found.template &&
        JSON.stringify(stack.parameters) === JSON.stringify(found.parameters) &&
        JSON.stringify(stack.tags) === JSON.stringify(found.tags);
      found.status = isSame ? 'FAILED' : 'CREATE_COMPLETE';
      found.reason = isSame ? "The submitted information didn't contain changes." : '';
      found.execution = isSame ? 'UNAVAILABLE' : 'AVAILABLE';
    }
    return shown;
  }

  #execute(id: string): void {
    const [stackId, name = ''] = id.split('#');
    const stack = this.stacks.find(candidate => candidate.id === stackId)!;
    const found = stack.changeSets.get(name)!;
    found.execution = 'EXECUTE_COMPLETE';
    const kind = found.type === 'CREATE' ? 'CREATE' : 'UPDATE';
    stack.status = `${kind}_IN_PROGRESS`;
    stack.updated = new Date(1_795_000_000_000 + this.calls.length * 1000).toISOString();
    stack.failure = this.failWith;
    if (this.failWith === undefined || kind === 'CREATE') {
      Object.assign(stack, {
        template: found.template,
        parameters: found.parameters,
        tags: found.tags,
      });
    }
  }

  #progress(stack: FakeStack): void {
    const next: Record<string, string> = {
      CREATE_IN_PROGRESS: stack.failure ? 'ROLLBACK_IN_PROGRESS' : 'CREATE_COMPLETE',
      ROLLBACK_IN_PROGRESS: 'ROLLBACK_COMPLETE',
      UPDATE_IN_PROGRESS: stack.failure ? 'UPDATE_ROLLBACK_IN_PROGRESS' : 'UPDATE_COMPLETE',
      UPDATE_ROLLBACK_IN_PROGRESS: 'UPDATE_ROLLBACK_COMPLETE',
      DELETE_IN_PROGRESS: 'DELETE_COMPLETE',
    };
    stack.status = next[stack.status] ?? stack.status;
  }

  #get(form: URLSearchParams): FakeStack {
    const name = form.get('StackName') ?? '';
    const found =
      this.stacks.find(({ id }) => id === name) ?? this.living.find(stack => stack.name === name);
    if (found) return found;
    throw new FakeAwsError('ValidationError', `Stack with id ${name} does not exist`);
  }
}

function xmlOfStack(stack: FakeStack): string {
  const tags = Object.entries(stack.tags)
    .map(([key, value]) => `<member><Key>${key}</Key><Value>${value}</Value></member>`)
    .join('');
  const outputs = stack.status.endsWith('_COMPLETE')
    ? '<member><OutputKey>RoleArn</OutputKey><OutputValue>arn:aws:iam::111122223333:role/x</OutputValue></member>'
    : '';
  const updated = stack.updated ? `<LastUpdatedTime>${stack.updated}</LastUpdatedTime>` : '';
  return `<Stacks><member><StackId>${stack.id}</StackId><StackName>${stack.name}</StackName><StackStatus>${stack.status}</StackStatus><CreationTime>2026-11-22T00:00:00Z</CreationTime>${updated}<Tags>${tags}</Tags><Outputs>${outputs}</Outputs></member></Stacks>`;
}

/** `Tags.member.1.Key=…` as an object. */
function membersOf(form: URLSearchParams, list: string, key: string, value: string) {
  const members: Record<string, string> = {};
  for (let index = 1; form.has(`${list}.member.${index}.${key}`); index += 1) {
    members[form.get(`${list}.member.${index}.${key}`)!] =
      form.get(`${list}.member.${index}.${value}`) ?? '';
  }
  return members;
}
