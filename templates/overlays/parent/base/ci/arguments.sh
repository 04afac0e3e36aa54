#!/usr/bin/env bash
# Prints the arguments with which an image is built, one a line: its parents are those of the same build.
# Usage: ci/arguments.sh IMAGE
#   PREFIX            first part of the names; localhost/org when not set
#   TAG               tag of the parents; the version of each one (images/*/VERSION) when not set
#   PIN               not empty: names parents with the digest that the registry has
#   NO_CACHE          not empty: takes nothing from earlier builds, so that packages are the newest ones
#   UPSTREAM_DEBIAN   replaces an upstream of versions.yaml by another reference; likewise UPSTREAM_NODE and so on
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

image=$(image_named "${1:?usage: ci/arguments.sh IMAGE}")
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --pretty=%ct 2>/dev/null || echo 0)}

printf '%s\n' \
  --build-arg "VERSION=$(version_of "$image")" \
  --label "org.opencontainers.image.revision=$(git rev-parse --verify HEAD 2>/dev/null || echo unknown)" \
  --label "org.opencontainers.image.created=$(date -u -d "@$epoch" +%Y-%m-%dT%H:%M:%SZ)"
if [[ -n "${NO_CACHE:-}" ]]; then
  printf '%s\n' --no-cache
fi

upstream=$(argument_of "$image" UPSTREAM)
if [[ -n "$upstream" ]]; then
  key=$(awk -v reference="$upstream" '$2 == reference { sub(":", "", $1); print toupper($1); exit }' versions.yaml)
  [[ -n "$key" ]] || die "versions.yaml does not name the upstream of $image; see ci/matrix.sh --check."
  replacement="UPSTREAM_$key"
  if [[ -n "${!replacement:-}" ]]; then
    printf '%s\n' --build-arg "UPSTREAM=${!replacement}"
  fi
fi

for name in BASE BUILD; do
  parent=$(parent_of "$image" "$name")
  [[ -n "$parent" ]] || continue
  reference=$(built_reference "$parent")
  if [[ -n "${PIN:-}" ]]; then
    reference="$reference@$(digest_of "$(docker buildx imagetools inspect "$reference" --format '{{.Manifest.Digest}}')")"
  fi
  printf '%s\n' --build-arg "$name=$reference"
done
