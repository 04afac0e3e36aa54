#!/usr/bin/env bash
# Builds images for the architecture of this machine, parents first, each from the ones built before it.
# Usage: ci/build.sh [IMAGE...]    all images without a name
#   PREFIX            first part of the names; localhost/org when not set
#   TAG               tag of every image; the version of each one (images/*/VERSION) when not set
#   UPSTREAM_DEBIAN   replaces an upstream of versions.yaml by another reference; likewise UPSTREAM_NODE and so on
#   CONTAINER_TOOL    docker, podman, nerdctl or buildah
#   NO_CACHE          not empty: takes nothing from earlier builds, so that packages are the newest ones
#   PUSH              a folder: pushes by digest with docker buildx, and writes one digest a file there
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

prefix=${PREFIX:-localhost/org}
case "$(uname -m)" in
  aarch64 | arm64) architecture=arm64 ;;
  *) architecture=amd64 ;;
esac
tool=$(container_tool)
revision=$(git rev-parse HEAD 2>/dev/null || echo unknown)
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --pretty=%ct 2>/dev/null || echo 0)}

# reference_of IMAGE prints the name an image of this build has.
reference_of() {
  printf '%s/%s:%s\n' "$prefix" "$1" "${TAG:-$(version_of "$1")}"
}

# upstream_of IMAGE prints what replaces its upstream, or nothing.
upstream_of() {
  local upstream key replacement
  upstream=$(argument_of "$1" UPSTREAM)
  [[ -n "$upstream" ]] || return 0
  key=$(awk -v reference="$upstream" '$2 == reference { sub(":", "", $1); print toupper($1); exit }' versions.yaml)
  [[ -n "$key" ]] || die "versions.yaml does not name the upstream of $1; see ci/matrix.sh --check."
  replacement="UPSTREAM_$key"
  printf '%s\n' "${!replacement:-}"
}

# The arguments of the build of $1, in the array "arguments".
collect_arguments() {
  local image=$1 name parent upstream
  arguments=(
    --file "images/$image/Dockerfile"
    --build-arg "VERSION=$(version_of "$image")"
    --build-arg "SOURCE_DATE_EPOCH=$epoch"
    --label "org.opencontainers.image.revision=$revision"
    --label "org.opencontainers.image.created=$(date -u -d "@$epoch" +%Y-%m-%dT%H:%M:%SZ)"
  )
  if [[ -n "${NO_CACHE:-}" ]]; then
    arguments+=(--no-cache)
  fi
  if [[ -n "${GITHUB_REPOSITORY:-}" ]]; then
    arguments+=(--label "org.opencontainers.image.source=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY")
  fi
  upstream=$(upstream_of "$image")
  if [[ -n "$upstream" ]]; then
    arguments+=(--build-arg "UPSTREAM=$upstream")
  fi
  for name in BASE BUILD; do
    parent=$(argument_of "$image" "$name")
    [[ -n "$parent" ]] || continue
    parent=${parent##*/}
    parent=${parent%%[:@]*}
    arguments+=(--build-arg "$name=$(reference_of "$parent")")
    if [[ -n "${PUSH:-}" ]]; then
      # The tag comes into being when all architectures are joined; until then it stands for this architecture's image.
      arguments+=(--build-context "$(reference_of "$parent")=docker-image://$prefix/$parent@$(digest_of "$(<"$PUSH/$parent")")")
    fi
  done
}

push_by_digest() {
  local image=$1 metadata
  metadata=$(mktemp)
  docker buildx build "${arguments[@]}" --platform "linux/$architecture" --provenance=mode=max --sbom=true \
    --cache-from "type=registry,ref=$prefix/$image:buildcache-$architecture" \
    --cache-to "type=registry,ref=$prefix/$image:buildcache-$architecture,mode=max,image-manifest=true,oci-mediatypes=true" \
    --output "type=image,name=$prefix/$image,push-by-digest=true,name-canonical=true,push=true,rewrite-timestamp=true" \
    --metadata-file "$metadata" .
  mkdir -p "$PUSH"
  digest_of "$(jq -r '."containerimage.digest"' "$metadata")" >"$PUSH/$image"
  rm "$metadata"
}

mapfile -t images < <(./ci/matrix.sh "$@")
((${#images[@]} > 0)) || die 'there is nothing to build.'
for image in "${images[@]}"; do
  reference=$(reference_of "$image")
  log "building $reference"
  collect_arguments "$image"
  if [[ -n "${PUSH:-}" ]]; then
    push_by_digest "$image"
  else
    case "$tool" in
      buildah) buildah build --layers --pull-never --format docker "${arguments[@]}" --tag "$reference" . ;;
      podman) podman build --format docker "${arguments[@]}" --tag "$reference" . ;;
      *) "$tool" build "${arguments[@]}" --tag "$reference" . ;;
    esac
  fi
done
