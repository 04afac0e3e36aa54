#!/usr/bin/env bash
# Builds images for the architecture of this machine, parents first, each from the ones built before it. Pushes nothing.
# Usage: ci/build.sh [IMAGE...]    all images without a name
#   CONTAINER_TOOL   docker, podman, nerdctl or buildah
#   for the rest see ci/arguments.sh
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

tool=$(container_tool)
mapfile -t images < <(./ci/matrix.sh "$@")
((${#images[@]} > 0)) || die 'there is nothing to build.'
for image in "${images[@]}"; do
  reference=$(built_reference "$image")
  log "building $reference"
  # Into a variable first: a failure inside of <(...) would be lost.
  list=$(./ci/arguments.sh "$image")
  mapfile -t arguments <<<"$list"
  case "$tool" in
    buildah) buildah build --layers --pull-never --format docker "${arguments[@]}" --file "images/$image/Dockerfile" --tag "$reference" . ;;
    podman) podman build --format docker "${arguments[@]}" --file "images/$image/Dockerfile" --tag "$reference" . ;;
    *) "$tool" build "${arguments[@]}" --file "images/$image/Dockerfile" --tag "$reference" . ;;
  esac
done
