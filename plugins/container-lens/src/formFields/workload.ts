/** What the form asks under `workload`. */
export type Workload = 'service' | 'worker' | 'job';

/** The workload that was chosen on another page of the form; a service until then. */
export function chosenWorkload(formContext: unknown): Workload {
  const answers = (formContext as { formData?: { workload?: unknown } } | undefined)?.formData;
  return answers?.workload === 'worker' || answers?.workload === 'job'
    ? answers.workload
    : 'service';
}
