#!/usr/bin/env bash
# Runs the image as it runs in production, probes it and stops it. Usage: ci/container-test.sh IMAGE
set -euo pipefail
image=${1:?usage: ci/container-test.sh IMAGE}
container="orders-test-$$"
trap 'docker rm --force "$container" >/dev/null 2>&1 || true' EXIT

docker run --detach --name "$container" --read-only --tmpfs /tmp:size=64m \
  --cap-drop ALL --security-opt no-new-privileges --memory 256m "$image" >/dev/null
for ((try = 0; try < 30; try++)); do
  if docker exec "$container" /usr/local/bin/healthprobe 8080 /readyz; then break; fi
  sleep 1
done
docker exec "$container" /usr/local/bin/healthprobe 8080 /readyz
docker stop --time 45 "$container" >/dev/null
test "$(docker inspect --format '{{.State.ExitCode}}' "$container")" = 0
