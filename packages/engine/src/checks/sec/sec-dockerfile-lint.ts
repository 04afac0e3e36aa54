import { defineCheck, UnitJudgement } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { dockerfileLinters, DockerfileLinters } from '../../facts/ciSecurity/dockerfileLinters';
import { DockerfileLint, dockerfileLint } from '../../facts/lint/dockerfileLint';
import { lintRules } from '../../facts/lint/lintFinding';

/** The Dockerfile is linted in the pipeline and has no errors. */
export const secDockerfileLint = defineCheck({
  id: 'sec-dockerfile-lint',
  needs: { files: dockerfileLint, linters: dockerfileLinters },
  absentReason: 'The repository has no Dockerfile.',
  judge: ({ files, linters }) =>
    files.map((file): UnitJudgement => ({ unit: file.path, judgement: judge(file, linters) })),
});

function judge({ path, errors }: DockerfileLint, linters: DockerfileLinters): Judgement {
  const [step] = linters.inPipelines(path);
  const [hook] = linters.inHooks(path);
  if (errors.status !== 'present') {
    const why = errors.status === 'unavailable' ? errors.reason : `${path} does not exist.`;
    const findings = [{ message: why, path }] as const;
    return step
      ? { verdict: 'warn', reason: `A pipeline lints it, but the lens cannot: ${why}`, findings }
      : { verdict: 'unknown', code: 'unparseable', reason: why, evidence: findings };
  }
  const [first, ...others] = errors.value.map(({ rule, line }): Finding => ({
    message: `${rule}: ${lintRules[rule]}`,
    path,
    line,
  }));
  if (first) {
    const count = `${others.length + 1} lint ${others.length === 0 ? 'error' : 'errors'}`;
    const reason = step
      ? `A pipeline lints the Dockerfile, and it has ${count}: ${first.message}`
      : `No pipeline lints the Dockerfile, and it has ${count}: ${first.message}`;
    const verdict = step || hook ? 'warn' : 'fail';
    if (verdict === 'fail' && linters.unreadable) return unreadable(linters.unreadable);
    return { verdict, reason, findings: [first, ...others] };
  }
  if (step) {
    const reason = 'A pipeline lints the Dockerfile, and it has no lint errors.';
    return { verdict: 'pass', reason, evidence: [step] };
  }
  const reason = hook
    ? 'Only a hook lints the Dockerfile, and nobody has to run hooks.'
    : 'The Dockerfile has no lint errors, but no pipeline that can be read lints it.';
  const found = hook ?? { message: 'No lint step in any pipeline.', path };
  return { verdict: 'warn', reason, findings: [found] };
}

function unreadable(reason: string): Judgement {
  return {
    verdict: 'unknown',
    code: 'source-error',
    reason: `Whether a pipeline lints the Dockerfile is not known: ${reason}.`,
  };
}
