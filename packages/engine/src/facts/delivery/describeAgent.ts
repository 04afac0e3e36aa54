import { PipelineJob, Pipeline } from '../ci/model/pipeline';

/** Whether the machine of a job is made for it alone, as far as the pipeline itself says. */
export type AgentLife = 'ephemeral' | 'reserved' | 'persistent' | 'unknown';

/**
 * Reads from a pipeline whether its agent lives only during the build. Labels alone do not say; the organisation does.
 */
export function describeAgent({ system, text }: Pipeline, { runner }: PipelineJob): AgentLife {
  if (runner.kind === 'hosted' || runner.kind === 'codebuild') return 'ephemeral';
  if (runner.kind === 'codebuild-reserved') return 'reserved';
  if (system !== 'jenkins') return 'unknown';
  const labels = runner.labels.join(' ');
  // The Jenkinsfile declares the pod or the cloud the agent comes from.
  const declared = /\b(kubernetes|ec2|ecs|fargate)\b/i.test(labels);
  if (declared || /\b(podTemplate\s*\(|agent\s*\{\s*(kubernetes|ecs)\b)/.test(text))
    return 'ephemeral';
  const any = runner.labels.length === 0 || runner.labels.includes('any');
  return any && /\bagent\s+any\b/.test(text) ? 'persistent' : 'unknown';
}
