#!/usr/bin/env bash
# Verifies the signature of an image, and that a bill of materials and a provenance are attached.
# Usage: ci/verify-signature.sh HOST/REPOSITORY@DIGEST
# SIGNING_PROFILE_ARN names the AWS Signer profile of the registry's managed signing.
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

reference=${1:?usage: ci/verify-signature.sh HOST/REPOSITORY@DIGEST}
digest=$(digest_of "${reference##*@}")
name=${reference%@*}
repository=${name#*/}
need aws docker jq

signed() {
  local status
  status=$(aws ecr describe-image-signing-status --repository-name "$repository" \
    --image-id "imageDigest=$digest" --query 'signingStatuses[].status' --output text)
  log "signing status: ${status:-none}"
  [[ "$status" == *COMPLETE* && "$status" != *FAILED* ]]
}
# The registry signs after the push, which takes some seconds.
retry 30 5 signed || die "the image $reference is not signed."

for kind in SBOM Provenance; do
  docker buildx imagetools inspect "$reference" --format "{{ json .$kind }}" |
    jq --exit-status 'type == "object" and length > 0' >/dev/null ||
    die "the image $reference has no $kind attached."
done
log "signature, bill of materials and provenance of $reference are there"
