#!/usr/bin/env bash
# Gives a deployed image its own tag, which the life cycle of the repository keeps.
# Usage: ci/tag-deployed.sh ENVIRONMENT DIGEST
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

environment=$(environment_of "${1:?usage: ci/tag-deployed.sh ENVIRONMENT DIGEST}")
digest=$(digest_of "${2:?usage: ci/tag-deployed.sh ENVIRONMENT DIGEST}")
need docker
need_variables ECR_REGISTRY ECR_REPOSITORY
run="${GITHUB_RUN_ID:-${CI_JOB_ID:-$(date -u +%Y%m%d%H%M%S)}}"
tag="deployed-$environment-$run"
docker buildx imagetools create --tag "$ECR_REGISTRY/$ECR_REPOSITORY:$tag" "$ECR_REGISTRY/$ECR_REPOSITORY@$digest"
log "tagged $digest as $tag"
