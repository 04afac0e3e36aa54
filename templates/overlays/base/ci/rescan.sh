#!/usr/bin/env bash
# Scans the image that was last promoted to an environment, as the gate of the pipeline does.
# Usage: ci/rescan.sh ENVIRONMENT
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

environment=$(environment_of "${1:?usage: ci/rescan.sh ENVIRONMENT}")
need aws jq
need_variables ECR_REGISTRY ECR_REPOSITORY
newest="sort_by(imageDetails[?imageTags[?starts_with(@, 'deployed-$environment-')]], &imagePushedAt)[-1].imageDigest"
# As JSON, because with text the query is applied to each page of the answer by itself.
found=$(aws ecr describe-images --repository-name "$ECR_REPOSITORY" --filter tagStatus=TAGGED --query "$newest" --output json | jq -r '. // empty')
if [[ -z "$found" ]]; then
  log "nothing was deployed to $environment yet"
  exit 0
fi
digest=$(digest_of "$found")
log "scanning $digest"
./ci/scan.sh "$ECR_REGISTRY/$ECR_REPOSITORY@$digest"
