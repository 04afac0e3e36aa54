#!/usr/bin/env bash
# Builds the image for the architecture of this machine and loads it. The pipeline builds all architectures itself.
# Usage: ci/build.sh [IMAGE]
# BUILD_IMAGE and RUNTIME_IMAGE replace the parents, for example with images built on this machine.
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

image=${1:-candidate:local}
revision=$(git rev-parse --verify HEAD 2>/dev/null || echo unknown)
epoch=$(git log -1 --pretty=%ct 2>/dev/null || echo 0)
arguments=(
  --build-arg "VERSION=git-$revision"
  --build-arg "SOURCE_DATE_EPOCH=$epoch"
  --label "org.opencontainers.image.revision=$revision"
)
if grep --quiet '^ARG RUNTIME_IMAGE=' Dockerfile; then
  if [[ -n "${BUILD_IMAGE:-}" ]]; then
    arguments+=(--build-arg "BUILD_IMAGE=$BUILD_IMAGE")
  fi
  if [[ -n "${RUNTIME_IMAGE:-}" ]]; then
    arguments+=(--build-arg "RUNTIME_IMAGE=$RUNTIME_IMAGE")
  fi
else
  # The parents stand in FROM itself: the build takes a copy of the Dockerfile that names the others.
  mkdir -p out
  replace_parents Dockerfile >out/Dockerfile
  arguments+=(--file out/Dockerfile --label "org.opencontainers.image.base.name=$(parent_of out/Dockerfile)")
fi
# credential ID FILE hands over what the Dockerfile asks for. It stays outside the image and its history.
credential() {
  if [[ -f "$2" ]] && grep --quiet "type=secret,id=$1," Dockerfile; then
    arguments+=(--secret "id=$1,src=$2")
  fi
}
credential npmrc "${NPMRC:-$HOME/.npmrc}"
credential netrc "${NETRC:-$HOME/.netrc}"
credential pipconf "${PIP_CONFIG_FILE:-$HOME/.config/pip/pip.conf}"
credential maven "${MAVEN_SETTINGS:-$HOME/.m2/settings.xml}"

use_container_tool
log "building $image with $container_tool"
if [[ "$container_tool" == podman ]]; then
  # The docker format keeps HEALTHCHECK, which the OCI format drops.
  docker build --format docker "${arguments[@]}" --tag "$image" .
else
  docker build "${arguments[@]}" --tag "$image" .
fi
