import { CiCommand, StepPlace } from '../ci/model/pipeline';

const swallowed = /\|\|\s*(true|:|echo\b|exit 0\b)|;\s*(true|exit 0)\b|set \+e/;

/**
 * Whether the failure of a command fails what it is part of. CodeBuild goes on to post_build after a failed build phase,
 * so such a command stops no push there, but the build as a whole has failed.
 */
export function failsBuild({ pipeline, job, step }: StepPlace, command: CiCommand): boolean {
  if (command.gating) return true;
  if (pipeline.system !== 'codebuild' || step.phase !== 'build' || job.allowsFailure) return false;
  if (/on-failure:\s*['"]?CONTINUE/.test(pipeline.text) || step.name === 'finally') return false;
  const first = command.words[0] ?? '';
  const lines = (step.run ?? '').split('\n').filter(line => line.includes(first));
  return (
    command.path === pipeline.path && lines.length > 0 && !lines.some(line => swallowed.test(line))
  );
}
