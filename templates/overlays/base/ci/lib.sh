# shellcheck shell=bash
# Shared by the scripts in this folder; sourced, never run.

# Per-service values are variables of the pipeline; where the host has none, they are committed here.
if [[ -f ci/vars.env ]]; then
  set -a
  # shellcheck source=/dev/null
  . ci/vars.env
  set +a
fi

log() {
  printf '%s\n' "$*" >&2
}

die() {
  log "error: $*"
  exit 1
}

# need TOOL... fails with one sentence when a tool is missing.
need() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null 2>&1 || die "'$tool' is not installed; this step needs it."
  done
}

# need_variables NAME... fails when one of the pipeline's variables is not set.
need_variables() {
  local name
  for name in "$@"; do
    [[ -n "${!name:-}" ]] || die "the variable $name is not set."
  done
}

# use_container_tool picks docker, podman or nerdctl (CONTAINER_TOOL decides) and remembers it in container_tool. The scripts
# say docker; where that is another program, docker means it from here on.
use_container_tool() {
  for container_tool in "${CONTAINER_TOOL:-docker}" podman nerdctl; do
    if command -v "$container_tool" >/dev/null 2>&1; then
      if [[ "$container_tool" != docker ]]; then
        mkdir -p out/bin
        ln -sf "$(command -v "$container_tool")" out/bin/docker
        PATH="$PWD/out/bin:$PATH"
      fi
      return 0
    fi
  done
  die 'no container tool found. Install docker or podman, or set CONTAINER_TOOL.'
}

# environment_of NAME checks the name of an environment before it is used anywhere.
environment_of() {
  [[ "$1" =~ ^[a-z][a-z0-9-]*$ ]] || die "'$1' is not the name of an environment."
  printf '%s\n' "$1"
}

# digest_of VALUE checks a digest before it is used anywhere.
digest_of() {
  [[ "$1" =~ ^sha256:[a-f0-9]{64}$ ]] || die "'$1' is not a digest (sha256: and 64 hex digits)."
  printf '%s\n' "$1"
}

# retry COUNT SECONDS COMMAND... runs a command until it succeeds.
retry() {
  local count=$1 pause=$2 try
  shift 2
  for ((try = 1; try <= count; try++)); do
    if "$@"; then
      return 0
    fi
    if ((try < count)); then
      sleep "$pause"
    fi
  done
  return 1
}
