#!/usr/bin/env bash
# Prints images in the order they are built in, parents first. With names, only those and what they are built from.
# Usage: ci/matrix.sh [IMAGE...]    one a line
#        ci/matrix.sh --check       fails where a Dockerfile and versions.yaml name different upstreams
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

ordered=()
visiting=()

visit() {
  local image=$1 parent
  [[ " ${ordered[*]} " != *" $image "* ]] || return 0
  [[ " ${visiting[*]} " != *" $image "* ]] || die "the images ${visiting[*]} are built from each other in a circle."
  image_named "$image" >/dev/null
  visiting+=("$image")
  for parent in $(parent_of "$image" BASE) $(parent_of "$image" BUILD); do
    visit "$parent"
  done
  ordered+=("$image")
}

order() {
  local image
  for image in "$@"; do
    visit "$image"
  done
}

all_images() {
  local file
  for file in images/*/Dockerfile; do
    basename "$(dirname "$file")"
  done
}

check_upstreams() {
  local image upstream wrong=0
  for image in $(all_images); do
    version_of "$image" >/dev/null
    upstream=$(argument_of "$image" UPSTREAM)
    if [[ -n "$upstream" ]] && ! grep --quiet --fixed-strings --line-regexp --regexp="  $upstream" <(sed -E 's/^  [a-z]+: /  /' versions.yaml); then
      log "images/$image/Dockerfile is built from $upstream, which versions.yaml does not name."
      wrong=1
    fi
  done
  return "$wrong"
}

case "${1:-}" in
  --check) check_upstreams || die 'raise both together: the update bot does, and ci/pin.sh.' ;;
  '')
    mapfile -t names < <(all_images)
    order "${names[@]}"
    printf '%s\n' "${ordered[@]}"
    ;;
  *)
    order "$@"
    printf '%s\n' "${ordered[@]}"
    ;;
esac
