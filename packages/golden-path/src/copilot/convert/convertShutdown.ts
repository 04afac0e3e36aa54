import { ConvertedService } from './convertedService';
import { Fields } from './fields';
import { TaskPatches } from './readTaskPatches';

/** What ECS waits when nobody says anything. */
const defaultStop = 30;
const margin = 5;
const most = { drain: 60, request: 105, flush: 5 };

/**
 * The seconds between SIGTERM and SIGKILL stay what they are: drain, slowest request and flush are divided so that they
 * and the margin of the targets make up the stop timeout.
 */
export function convertShutdown(
  fields: Fields,
  service: ConvertedService,
  patches: TaskPatches,
): void {
  const stop = patches.stopTimeout ?? defaultStop;
  const deadline = stop - margin;
  const drainVariable = secondsOf(fields.get('variables', 'SHUTDOWN_DRAIN_SECONDS'));
  const deadlineVariable = secondsOf(fields.get('variables', 'SHUTDOWN_TIMEOUT_SECONDS'));
  // Nothing sends traffic to a job, so it does not drain.
  const isJob = service.workload === 'job';
  const drain = isJob ? 0 : Math.min(drainVariable ?? 5, most.drain, Math.max(deadline - 1, 0));
  const flush = Math.min(most.flush, Math.max(deadline - drain - 1, 0));
  const request = deadline - drain - flush;
  if (request < 1 || request > most.request) {
    fields.report(
      'StopTimeout',
      `${stop} s cannot be divided into drain, slowest request (at most ${most.request} s) and flush; the default is used.`,
      stop,
    );
  } else {
    service.shutdown = { drainSeconds: drain, maxRequestSeconds: request, flushSeconds: flush };
  }
  for (const [name, given, now] of [
    ['SHUTDOWN_DRAIN_SECONDS', drainVariable, service.shutdown?.drainSeconds],
    ['SHUTDOWN_TIMEOUT_SECONDS', deadlineVariable, deadline],
  ] as const) {
    const path = `variables.${name}`;
    if (given === undefined && fields.get('variables', name) === undefined) continue;
    if (given === now) fields.take(path, 'shutdown');
    else
      fields.report(
        path,
        `The target sets it to ${now ?? 'its own value'}, which follows from the stop timeout of ${stop} s.`,
      );
  }
}

function secondsOf(value: unknown): number | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}
