import { HealthPaths, TestCommand } from '../serviceFacts';

/** `make.d/repository.mk`: how the tests of this repository run. */
export function renderRepositoryMake(tests: TestCommand | undefined): string {
  const head =
    '# How this repository is tested; what the pipeline calls beside it stands in make.d/common.mk.\n';
  if (!tests) {
    return `${head}# There are no tests that could run yet. Write the target when there are:
#
# .PHONY: test-repository
# test-repository:
#\tcommand that runs the tests
# test: test-repository
`;
  }
  return `${head}.PHONY: test-repository
test-repository:
${tests.install === '' ? '' : `\t${tests.install}\n`}\t${tests.test}

test: test-repository
`;
}

/**
 * `ci/container-test.sh` for an image that grew without the golden path: it may have a shell and no probe of its own, and
 * whether it stops in time is said instead of demanded, because that takes a change of the code.
 */
export function renderContainerTest(options: {
  readonly port: number | undefined;
  readonly health: HealthPaths | undefined;
  readonly memory: number;
  readonly deadlineSeconds: number;
}): string {
  const { port, health, memory, deadlineSeconds } = options;
  const probe = health
    ? `  curl --fail --silent --max-time 2 --output /dev/null "http://$address${health.ready}"`
    : `  (exec 3<>"/dev/tcp/\${address%:*}/\${address##*:}") 2>/dev/null`;
  return `#!/usr/bin/env bash
# Runs the image as it runs in production: read-only, no privileges, its own user. Then asks it, and stops it.
# Usage: ci/container-test.sh IMAGE
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

image=\${1:?usage: ci/container-test.sh IMAGE}
deadline_seconds=${deadlineSeconds}
use_container_tool
container="container-test-$$"

cleanup() {
  docker rm --force "$container" >/dev/null 2>&1 || true
}
trap cleanup EXIT

user=$(docker image inspect --format '{{.Config.User}}' "$image")
[[ -n "$user" && ! "$user" =~ ^(0|root)(:|$) ]] || die "the image runs as root; it must have a USER of its own."

# Where the container engine is another machine, the port is published there.
host=127.0.0.1
publish=127.0.0.1::${port ?? ''}
if [[ "\${DOCKER_HOST:-}" == tcp://* ]]; then
  host=\${DOCKER_HOST#tcp://}
  host=\${host%%:*}
  publish=${port ?? ''}
fi
docker run --detach --name "$container" \\
  --read-only --tmpfs /tmp:size=64m \\
  --cap-drop ALL --security-opt no-new-privileges \\
  --memory ${memory}m \\${port === undefined ? '' : `\n  --env PORT=${port} --publish "$publish" \\`}
  "$image" >/dev/null
${
  port === undefined
    ? ''
    : `address="$host:$(docker port "$container" ${port}/tcp | sed -n '1s/.*://p')"

answers() {
${probe}
}
if ! retry 60 0.5 answers; then
  docker logs "$container" >&2
  die 'the container does not answer within 30 s.'
fi
log 'it answers'

`
}started=$(date +%s)
docker stop --time "$((deadline_seconds + 5))" "$container" >/dev/null
code=$(docker inspect --format '{{.State.ExitCode}}' "$container")
if [[ "$code" == 0 || "$code" == 143 ]]; then
  log "stopped with exit code $code after $(($(date +%s) - started)) s"
else
  # Make this a failure once the code handles SIGTERM: replace log with die.
  log "warning: the container stopped with exit code $code; requests in hand are lost. The code has to handle SIGTERM."
fi

listing=$(docker export "$container" | tar --list)
for unwanted in 'root/\\.npmrc' '(.*/)?\\.git/.*' '(.*/)?\\.env'; do
  if grep --quiet --extended-regexp --line-regexp "$unwanted" <<<"$listing"; then
    die "the image contains $unwanted, which must not ship."
  fi
done
log 'the image contains none of what must not ship'
`;
}
