# shellcheck shell=bash
# Shared by the scripts in this folder; sourced, never run.

# Per-service values are variables of the pipeline; where the host has none, they are committed here, those of one environment
# in a file of its own.
for variables in ci/vars.env "ci/vars-${ENVIRONMENT:-}.env"; do
  if [[ -f "$variables" ]]; then
    set -a
    # shellcheck source=/dev/null
    . "$variables"
    set +a
  fi
done

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

# parent_of DOCKERFILE prints the parent of the last stage where FROM names it; nothing where an argument does.
parent_of() {
  awk 'toupper($1) == "FROM" { for (i = 2; $i ~ /^--/; i++); parent = $i } END { if (parent !~ /[$]/) print parent }' "$1"
}

# replace_parents DOCKERFILE prints it with RUNTIME_IMAGE as parent of the last stage and BUILD_IMAGE as that of all others,
# each where it is set.
replace_parents() {
  awk -v build="${BUILD_IMAGE:-}" -v runtime="${RUNTIME_IMAGE:-}" '
    NR == FNR { if (toupper($1) == "FROM") last = FNR; next }
    toupper($1) == "FROM" {
      for (i = 2; $i ~ /^--/; i++);
      image = FNR == last ? runtime : build
      if (image != "" && !($i in stages)) $i = image
      if (toupper($(i + 1)) == "AS") stages[$(i + 2)]
    }
    { print }
  ' "$1" "$1"
}

# digest_of_tag HOST/REPOSITORY:TAG prints the digest a tag has in the registry; nothing when there is no such tag.
digest_of_tag() {
  local errors digest
  errors=$(mktemp)
  # As JSON: a format that begins with .Manifest prints all of it, whatever follows.
  if digest=$(docker buildx imagetools inspect "$1" --format '{{json .Manifest}}' 2>"$errors"); then
    rm -f "$errors"
    digest=$(jq --raw-output '.digest' <<<"$digest")
    digest_of "$digest"
    return 0
  fi
  digest=$(<"$errors")
  rm -f "$errors"
  # Anything but "not there" is no answer: building a second image for the same commit must not follow from it.
  [[ "$digest" == *'not found'* || "$digest" == *'manifest unknown'* ]] || die "the registry does not say whether $1 exists: $digest"
}
