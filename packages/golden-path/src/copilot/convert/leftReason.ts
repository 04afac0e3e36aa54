/** Why a field that nothing asked for does not come along, by how its path begins; the first that fits. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /^image\.(build|location)/,
    'The image is built by the pipeline from the Dockerfile in the root of the repository, and deployed by its digest. Bring what the build needs into that Dockerfile.',
  ],
  [
    /^image\.credentials/,
    'The image comes from the registry of the organisation, which needs no stored credentials.',
  ],
  [/^image\.labels/, 'Labels are written by the pipeline.'],
  [/^image\.healthcheck/, 'The target has its own intervals and thresholds for health checks.'],
  [
    /^(image\.depends_on|sidecars)/,
    'The targets run one container. Add it to the deployment by hand, or let the platform provide it.',
  ],
  [/^http\.additional_rules/, 'The targets route one path to the service.'],
  [
    /^http\.(alias|hosted_zone)/,
    'Names belong to the platform of the target (parameter Domain, Ingress).',
  ],
  [/^http\.stickiness/, 'The service keeps no session in memory; the targets have no affinity.'],
  [
    /^http\.(allowed_source_ips|alb|version|redirect_to_https|target_container|targetContainer)/,
    'The load balancer of the target is configured by the platform.',
  ],
  [/^http/, 'The target has its own value for its load balancer.'],
  [/^nlb/, 'The targets have no network load balancer.'],
  [
    /^count\.(memory_percentage|requests|response_time|queue_delay)/,
    'The targets scale on CPU. Add the metric to the deployment, or check that CPU follows the load.',
  ],
  [/^count/, 'The target has its own value.'],
  [/^exec/, 'Nobody opens a shell in a running container; the image has none.'],
  [
    /^env_file/,
    'Write the variables of the file into env; a file with secrets belongs into the secret store.',
  ],
  [
    /^storage\.volumes/,
    'Only /tmp is writable in the targets, and it is lost with the container. Keep data in a service that stores it.',
  ],
  [/^storage\.ephemeral/, 'The targets use the default size of the platform.'],
  [/^storage/, 'The root of the container is read-only in the targets.'],
  [
    /^(entrypoint|command)/,
    'The targets start the image as the Dockerfile says; write the command there.',
  ],
  [/^logging/, 'The platform of the target collects what the container writes.'],
  [
    /^network\.connect/,
    'Service Connect is not used by the targets; callers need the name that the target gives the service.',
  ],
  [/^network/, 'The network of the target is chosen by the platform.'],
  [
    /^(publish|subscribe)/,
    'Topics and queues were made by Copilot. Keep them in a stack of their own, and give the program their addresses as variables and its role the rights.',
  ],
  [/^deployment/, 'The target has its own alarms and takes a failed release back.'],
  [/^observability/, 'The targets use OpenTelemetry (OTLP).'],
  [/^taskdef_overrides/, 'Changes of the task definition are made in the files of the new target.'],
  [/^retries/, 'The targets try a failed run again twice.'],
];

export function leftReason(path: string): string {
  return (
    reasons.find(([pattern]) => pattern.test(path))?.[1] ??
    'The service description has no place for it.'
  );
}
