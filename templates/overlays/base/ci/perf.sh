#!/usr/bin/env bash
# Runs the load profile against a deployed environment; k6 fails when a threshold is crossed.
# Usage: ci/perf.sh ENVIRONMENT
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

environment=$(environment_of "${1:?usage: ci/perf.sh ENVIRONMENT}")
need k6
need_variables SMOKE_URL
log "load profile against $environment"
k6 run --quiet --env "BASE_URL=${SMOKE_URL%/}" test/perf/smoke.js
