import { ValidateTemplateCommand } from '@aws-sdk/client-cloudformation';
import { WantedStack } from './prepareChanges';
import { readStack, StackCall, StackState } from './readStack';

/** Reads only: whether the stack is there, and whether CloudFormation understands the template. */
export async function planStack(
  call: StackCall,
  wanted: WantedStack,
): Promise<{ state: StackState | undefined; changes: string[] }> {
  await call.client.send(new ValidateTemplateCommand({ TemplateBody: wanted.template }), {
    abortSignal: call.signal,
  });
  const state = await readStack(call, wanted.name);
  return {
    state,
    changes: [state ? `compare stack ${wanted.name}` : `create stack ${wanted.name}`],
  };
}
