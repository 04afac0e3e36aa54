import { PipelineStep } from '../ci/model/pipeline';
import { Arguments } from './readArguments';
import { ToolUse } from './toolUse';
import { Threshold } from './trivySettings';

interface AwsScan {
  readonly image: string;
  readonly threshold: Threshold;
}

/** Scans of AWS do not fail by themselves: a script looks at the figures, or at an output of the action. */
export function readAwsScan(use: ToolUse, args: Arguments): AwsScan | undefined {
  const { inputs, place } = use;
  if (use.via === 'action') {
    if (use.tool === 'ecr-scan') {
      const level = inputs.get('fail_threshold') ?? 'high';
      return { image: '', threshold: level === 'none' ? 'none' : 'fails' };
    }
    if (inputs.get('artifact_type') !== 'container') return undefined;
    const counts = Number(inputs.get('critical_threshold') ?? '0') >= 1;
    const later = place?.job.steps.filter(step => step.index > place.step.index) ?? [];
    const stops = later.some(
      step => step.gating && usesOutcome(step) && (step.run === undefined || exits(step)),
    );
    return {
      image: inputs.get('artifact_path') ?? '',
      threshold: counts && stops ? 'fails' : 'none',
    };
  }
  const waits =
    use.tool === 'ecr-scan' &&
    args.rest.some(word => /^(describe-image-scan-findings|image-scan-complete)$/.test(word));
  const lists = use.tool === 'inspector' && args.rest[0] === 'container';
  if (!waits && !lists) return undefined;
  const steps = place?.job.steps.filter(step => step.index >= place.step.index) ?? [];
  const threshold = steps.some(step => step.gating && namesCritical(step) && exits(step));
  return {
    image: lists ? (args.values('--image')[0] ?? '') : '',
    threshold: threshold ? 'fails' : 'none',
  };
}

function usesOutcome({ run, condition }: PipelineStep): boolean {
  return `${run ?? ''} ${condition ?? ''}`.includes('vulnerability_threshold_exceeded');
}

function textOf({ run, commands }: PipelineStep): string {
  return `${run ?? ''}\n${commands.map(({ words }) => words.join(' ')).join('\n')}`;
}

function namesCritical(step: PipelineStep): boolean {
  return /critical/i.test(textOf(step));
}

function exits(step: PipelineStep): boolean {
  return /\bexit\s+([1-9$"'(]|\$\{)|\bsys\.exit\(|\bfalse\b|\bjq\s+-e\b|\btest\s|\[\s/.test(
    textOf(step),
  );
}
