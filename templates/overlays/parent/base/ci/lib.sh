# shellcheck shell=bash
# Shared by the scripts in this folder; sourced, never run.

# Settings of this repository are variables of the pipeline; where the host has none, they are committed here.
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

# container_tool prints docker, podman or nerdctl, whichever is there.
container_tool() {
  local tool
  for tool in "${CONTAINER_TOOL:-docker}" podman nerdctl; do
    if command -v "$tool" >/dev/null 2>&1; then
      printf '%s\n' "$tool"
      return 0
    fi
  done
  die 'no container tool found. Install docker or podman, or set CONTAINER_TOOL.'
}

# image_named NAME checks the name of an image before it is used anywhere.
image_named() {
  [[ "$1" =~ ^[a-z][a-z0-9-]*$ && -f "images/$1/Dockerfile" ]] || die "there is no image '$1' in images/."
  printf '%s\n' "$1"
}

# version_of IMAGE prints version and revision, such as 24.21.0-r7.
version_of() {
  local version
  version=$(<"images/$1/VERSION")
  [[ "$version" =~ ^[0-9]+\.[0-9]+\.[0-9]+-r[0-9]+$ ]] || die "images/$1/VERSION says '$version'; it must look like 24.21.0-r7."
  printf '%s\n' "$version"
}

# built_reference IMAGE prints the name that an image has in this build.
built_reference() {
  printf '%s/%s:%s\n' "${PREFIX:-localhost/org}" "$1" "${TAG:-$(version_of "$1")}"
}

# build_tag VALUE checks the tag of a build before it is used anywhere: git-<commit>, or git-<commit>-<run> of a rebuild.
build_tag() {
  [[ "$1" =~ ^git-[a-f0-9]{40}(-[0-9]+)?$ ]] || die "'$1' is not the tag of a build (git-<40 hex digits>)."
  printf '%s\n' "$1"
}

# argument_of IMAGE NAME prints the default of an ARG of its Dockerfile, or nothing.
argument_of() {
  sed -n "s/^ARG $2=//p" "images/$1/Dockerfile"
}

# parent_of IMAGE NAME prints the image of this repository that an ARG of its Dockerfile names, or nothing.
parent_of() {
  local reference
  reference=$(argument_of "$1" "$2")
  reference=${reference##*/}
  printf '%s\n' "${reference%%[:@]*}"
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
