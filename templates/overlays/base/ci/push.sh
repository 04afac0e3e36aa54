#!/usr/bin/env bash
# Builds the image of this commit for one architecture and pushes it by digest, with bill of materials and provenance.
# Runs on a machine of that architecture. Writes the digest to out/digests/ARCH and prints the reference of the image.
# Usage: ci/push.sh ARCH
# ECR_REGISTRY and ECR_REPOSITORY are variables of the pipeline, SOURCE_URL is where people find the source.
# BUILDX_BUILDER names a builder that is there already, BUILDKIT_IMAGE another image for the one that is made.
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

architecture=${1:?usage: ci/push.sh ARCH}
[[ "$architecture" == amd64 || "$architecture" == arm64 ]] || die "'$architecture' is not amd64 or arm64."
need docker git jq
need_variables ECR_REGISTRY ECR_REPOSITORY SOURCE_URL
image="$ECR_REGISTRY/$ECR_REPOSITORY"
revision=$(git rev-parse HEAD)
mkdir -p out/digests

# The tag of a commit never moves, so a second run takes the image of the first one.
digest=$(digest_of_tag "$image:git-$revision")
if [[ -n "$digest" ]]; then
  log "git-$revision is there already; taking $digest"
  printf '%s\n' "$digest" >"out/digests/$architecture"
  printf '%s@%s\n' "$image" "$digest"
  exit 0
fi

if [[ -z "${BUILDX_BUILDER:-}" ]]; then
  options=(--driver docker-container)
  if [[ -n "${BUILDKIT_IMAGE:-}" ]]; then
    options+=(--driver-opt "image=$BUILDKIT_IMAGE")
  fi
  context=()
  if [[ -n "${DOCKER_TLS_VERIFY:-}" ]]; then
    # buildx takes certificates of a remote Docker only from a context.
    docker context inspect pipeline >/dev/null 2>&1 || docker context create pipeline >/dev/null
    context=(pipeline)
  fi
  BUILDX_BUILDER=$(docker buildx create "${options[@]}" "${context[@]}")
  export BUILDX_BUILDER
  trap 'docker buildx rm "$BUILDX_BUILDER" >&2 || true' EXIT
fi

labels=()
parent=$(parent_of Dockerfile)
if [[ -n "$parent" ]]; then
  labels=(--label "org.opencontainers.image.base.name=$parent")
fi
epoch=$(git log -1 --pretty=%ct)
metadata=$(mktemp)
log "building $revision for $architecture"
docker buildx build --platform "linux/$architecture" \
  --build-arg "VERSION=git-$revision" \
  --build-arg "SOURCE_DATE_EPOCH=$epoch" \
  --label "org.opencontainers.image.revision=$revision" \
  --label "org.opencontainers.image.source=$SOURCE_URL" \
  --label "org.opencontainers.image.created=$(date -u -d "@$epoch" +%Y-%m-%dT%H:%M:%SZ)" \
  "${labels[@]}" \
  --provenance=mode=max --sbom=true \
  --cache-from "type=registry,ref=$image:buildcache-$architecture" \
  --cache-to "type=registry,ref=$image:buildcache-$architecture,mode=max,image-manifest=true,oci-mediatypes=true" \
  --output "type=image,name=$image,push-by-digest=true,name-canonical=true,push=true,rewrite-timestamp=true" \
  --metadata-file "$metadata" . >&2
digest=$(jq --raw-output '."containerimage.digest"' "$metadata")
rm -f "$metadata"
digest=$(digest_of "$digest")
printf '%s\n' "$digest" >"out/digests/$architecture"
printf '%s@%s\n' "$image" "$digest"
