import { z } from 'zod';
import { LocatedYaml } from './yamlText';

const step = z
  .looseObject({ uses: z.string().optional(), run: z.string().optional() })
  .refine(({ uses, run }) => (uses === undefined) !== (run === undefined), {
    message: 'a step has either uses or run',
  });
const job = z
  .looseObject({
    'runs-on': z.union([z.string(), z.array(z.string()), z.looseObject({})]).optional(),
    uses: z.string().optional(),
    needs: z.union([z.string(), z.array(z.string())]).optional(),
    steps: z.array(step).min(1).optional(),
  })
  .refine(({ uses, steps }) => (uses === undefined) !== (steps === undefined), {
    message: 'a job has either steps or uses',
  })
  .refine(({ uses, 'runs-on': runner }) => uses !== undefined || runner !== undefined, {
    message: 'a job with steps needs runs-on',
  });
const workflow = z.looseObject({
  on: z.union([z.string(), z.array(z.string()), z.looseObject({})]),
  jobs: z.record(z.string().regex(/^[A-Za-z_][\w-]*$/), job),
});

/** What GitHub would refuse of a workflow, as far as its structure says it; actionlint says more where it is installed. */
export function checkWorkflow(document: LocatedYaml): { message: string; line: number }[] {
  const result = workflow.safeParse(document.value);
  if (!result.success) {
    return result.error.issues.slice(0, 20).map(issue => ({
      message: `${issue.path.map(String).join('.') || 'The workflow'}: ${issue.message}`,
      line: document.lineOf(issue.path),
    }));
  }
  const { jobs } = result.data;
  return Object.entries(jobs).flatMap(([name, { needs }]) =>
    [needs ?? []]
      .flat()
      .filter(other => !Object.hasOwn(jobs, other))
      .map(other => ({
        message: `jobs.${name} needs the job '${other}', which does not exist.`,
        line: document.lineOf(['jobs', name, 'needs']),
      })),
  );
}
