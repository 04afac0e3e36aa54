#!/usr/bin/env bash
# Checks what an image contains and what it does not. Every runtime image: no shell, no package manager, nothing that lends
# rights, a numeric user, SIGTERM, a probe that tells good from bad. Every image: what its tests/structure.yaml says.
# Usage: ci/test.sh IMAGE [REFERENCE]    the image of this build without a reference
#   CONTAINER_TOOL   docker, podman or nerdctl
#   STAND_IN         not empty: a version may differ behind the first number, because the upstream is a stand-in
#   RUN_OPTIONS      more options for running a container
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

tool=$(container_tool)
image=$(image_named "${1:?usage: ci/test.sh IMAGE [REFERENCE]}")
reference=${2:-$(built_reference "$image")}
file=images/$image/tests/structure.yaml
need python3
read -r -a run_options <<<"${RUN_OPTIONS:-}"
work=$(mktemp -d)
container=parent-image-test-$$
server=''
failures=0

# Whichever tool it is.
docker() {
  command "$tool" "$@"
}

cleanup() {
  [[ -z "$server" ]] || kill "$server" 2>/dev/null || true
  docker rm --force "$container" >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap cleanup EXIT

fail() {
  log "  failed: $*"
  failures=$((failures + 1))
}

# value_of KEY and list_of KEY read the flat form of tests/structure.yaml.
value_of() {
  sed -n "s/^$1: *//p" "$file"
}

list_of() {
  awk -v key="$1:" '$0 == key { inside = 1; next } /^[^ ]/ { inside = 0 } inside && /^  - / { sub(/^  - /, ""); print }' "$file"
}

# start_server answers 200 for /livez and 503 for everything else, and sets "port".
start_server() {
  python3 ci/probe-server.py "$work/port" &
  server=$!
  retry 50 0.1 test -s "$work/port" || die 'the server for the probe did not start.'
  port=$(<"$work/port")
}

in_container() {
  docker run --rm --network none "${run_options[@]}" "$@"
}

# The probe reaches only its own host, so it needs the network the server is in.
probe() {
  docker run --rm --network host "${run_options[@]}" --entrypoint /usr/local/bin/healthprobe "$reference" "$@"
}

list_files() {
  tar --list --verbose --numeric-owner --file "$work/files.tar" >"$work/listing"
  awk '{ sub(/ -> .*/, ""); print $6 }' "$work/listing" | sed -E 's#^(\./)?#/#; s#/$##' | sort >"$work/paths"
}

expect_probe() {
  local expected=$1 code=0
  shift
  probe "$@" || code=$?
  [[ "$code" == "$expected" ]] || fail "the health probe says $code for port $1, $2; it must say $expected."
}

test_runtime() {
  local found user shell
  found=$(grep -E '/((ba|da|a|k|z|fi|c|tc)?sh|busybox|toybox|perl|apt|apt-get|dpkg|apk|rpm|dnf|microdnf|yum|pip[0-9.]*|npm|npx|corepack|yarn|curl|wget|gcc|cc|git)$' "$work/paths" |
    grep -E '/s?bin/' || true)
  [[ -z "$found" ]] || fail "there is a shell, a package manager or a tool: ${found//$'\n'/ }"
  found=$(awk '$1 ~ /^...[sS]|^......[sS]/ { print $6 }' "$work/listing")
  [[ -z "$found" ]] || fail "these lend the rights of their owner: ${found//$'\n'/ }"
  user=$(docker inspect --format '{{.Config.User}}' "$container")
  [[ "$user" == 65532:65532 ]] || fail "the user is '$user'; it must be 65532:65532."

  expect_probe 0 "$port" /livez
  expect_probe 1 "$port" /other
  # Nobody listens there.
  expect_probe 1 1 /livez
  for shell in /bin/sh /bin/bash; do
    if in_container --entrypoint "$shell" "$reference" -c true >/dev/null 2>&1; then
      fail "$shell can be started."
    fi
  done
}

test_version() {
  local command=$1 expected output
  expected=$(version_of "$image")
  expected=${expected%-r*}
  # shellcheck disable=SC2086 # the words of the command
  output=$(in_container "$reference" $command 2>&1) || { fail "'$command' does not run: $output"; return; }
  if [[ "$output" =~ (^|[^0-9.])"${expected//./.}"([^0-9]|$) ]]; then
    return
  fi
  if [[ -n "${STAND_IN:-}" && "$output" =~ (^|[^0-9.])"${expected%%.*}".[0-9]+ ]]; then
    log "  a stand-in: '$(head -n 1 <<<"$output")' instead of $expected"
    return
  fi
  fail "VERSION says $expected, but '$command' says: $output"
}

log "testing $reference"
start_server
# Read from outside, because there is no shell inside.
docker create --name "$container" "$reference" /nothing >/dev/null
docker export "$container" --output "$work/files.tar"
list_files
for path in $(list_of present); do
  grep --quiet --fixed-strings --line-regexp --regexp="$path" "$work/paths" || fail "$path is missing."
done
for path in $(list_of absent); do
  ! grep --quiet --fixed-strings --line-regexp --regexp="$path" "$work/paths" || fail "$path must not be there."
done
signal=$(docker inspect --format '{{.Config.StopSignal}}' "$container")
[[ "$signal" == SIGTERM || "$signal" == 15 ]] || fail "the stop signal is '$signal'; it must be SIGTERM."
size=$(($(gzip -1 --stdout "$work/files.tar" | wc -c) / 100000))
limit=$(value_of max-megabytes)
log "  $((size / 10)).$((size % 10)) MB compressed, at most $limit"
((size <= limit * 10)) || fail "the image is larger than its budget of $limit MB."
[[ "$(value_of flavour)" != runtime ]] || test_runtime
command=$(value_of version-command)
[[ -z "$command" ]] || test_version "$command"
while read -r command; do
  read -r -a words <<<"$command"
  in_container --read-only --tmpfs /tmp "$reference" "${words[@]}" >"$work/output" 2>&1 </dev/null ||
    fail "'$command' fails: $(tail -n 3 "$work/output")"
done < <(list_of runs)
((failures == 0)) || die "$failures checks of $image failed."
log '  as it should be'
