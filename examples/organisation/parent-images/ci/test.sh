#!/usr/bin/env bash
# Checks what images contain and what they do not. Every runtime image: no shell, no package manager, nothing that lends
# rights, a numeric user, SIGTERM, a probe that tells good from bad. Every image: what its tests/structure.yaml says.
# Usage: ci/test.sh [IMAGE...]    all images without a name
#   PREFIX, TAG      as for ci/build.sh
#   PUSHED           the folder in which ci/build.sh wrote digests: tests those
#   STAND_IN         not empty: a version may differ behind the first number, because the upstream is a stand-in
#   RUN_OPTIONS      more options for running a container
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

tool=$(container_tool)
need python3
read -r -a run_options <<<"${RUN_OPTIONS:-}"
work=$(mktemp -d)
container=parent-image-test-$$
server=''
failures=0

cleanup() {
  [[ -z "$server" ]] || kill "$server" 2>/dev/null || true
  "$tool" rm --force "$container" >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap cleanup EXIT

fail() {
  log "  failed: $*"
  failures=$((failures + 1))
}

# value_of FILE KEY and list_of FILE KEY read the flat form of tests/structure.yaml.
value_of() {
  sed -n "s/^$2: *//p" "$1"
}

list_of() {
  awk -v key="$2:" '$0 == key { inside = 1; next } /^[^ ]/ { inside = 0 } inside && /^  - / { sub(/^  - /, ""); print }' "$1"
}

# start_server answers 200 for /livez and 503 for everything else, and sets "port".
start_server() {
  python3 - "$work/port" <<'PYTHON' &
import http.server, pathlib, sys

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/livez" else 503)
        self.end_headers()

    def log_message(self, *arguments):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
pathlib.Path(sys.argv[1]).write_text(str(server.server_port))
server.serve_forever()
PYTHON
  server=$!
  retry 50 0.1 test -s "$work/port" || die 'the server for the probe did not start.'
  port=$(<"$work/port")
}

in_container() {
  "$tool" run --rm --network none "${run_options[@]}" "$@"
}

# The probe reaches only its own host, so it needs the network the server is in.
probe() {
  "$tool" run --rm --network host "${run_options[@]}" --entrypoint /usr/local/bin/healthprobe "$@"
}

# Read from outside, because there is no shell inside.
list_files() {
  "$tool" create --name "$container" "$1" /nothing >/dev/null
  "$tool" export "$container" --output "$work/files.tar"
  "$tool" rm "$container" >/dev/null
  tar --list --verbose --numeric-owner --file "$work/files.tar" >"$work/listing"
  awk '{ sub(/ -> .*/, ""); print $6 }' "$work/listing" | sed -E 's#^(\./)?#/#; s#/$##' | sort >"$work/paths"
}

expect_probe() {
  local expected=$1 code=0
  shift
  probe "$@" || code=$?
  [[ "$code" == "$expected" ]] || fail "the health probe says $code for port $2, $3; it must say $expected."
}

test_runtime() {
  local reference=$1 found user shell
  found=$(grep -E '/((ba|da|a|k|z|fi|c|tc)?sh|busybox|toybox|perl|apt|apt-get|dpkg|apk|rpm|dnf|microdnf|yum|pip[0-9.]*|npm|npx|corepack|yarn|curl|wget|gcc|cc|git)$' "$work/paths" |
    grep -E '/s?bin/' || true)
  [[ -z "$found" ]] || fail "there is a shell, a package manager or a tool: ${found//$'\n'/ }"
  found=$(awk '$1 ~ /^...[sS]|^......[sS]/ { print $6 }' "$work/listing")
  [[ -z "$found" ]] || fail "these lend the rights of their owner: ${found//$'\n'/ }"
  user=$("$tool" image inspect --format '{{.Config.User}}' "$reference")
  [[ "$user" == 65532:65532 ]] || fail "the user is '$user'; it must be 65532:65532."

  expect_probe 0 "$reference" "$port" /livez
  expect_probe 1 "$reference" "$port" /other
  # Nobody listens there.
  expect_probe 1 "$reference" 1 /livez
  for shell in /bin/sh /bin/bash; do
    if in_container --entrypoint "$shell" "$reference" -c true >/dev/null 2>&1; then
      fail "$shell can be started."
    fi
  done
}

test_version() {
  local reference=$1 image=$2 command=$3 expected output
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

test_image() {
  local image=$1 file="images/$1/tests/structure.yaml" reference command signal path size limit words
  reference=$(built_reference "$image")
  log "testing $reference"
  list_files "$reference"
  for path in $(list_of "$file" present); do
    grep --quiet --fixed-strings --line-regexp --regexp="$path" "$work/paths" || fail "$path is missing."
  done
  for path in $(list_of "$file" absent); do
    ! grep --quiet --fixed-strings --line-regexp --regexp="$path" "$work/paths" || fail "$path must not be there."
  done
  signal=$("$tool" image inspect --format '{{.Config.StopSignal}}' "$reference")
  [[ "$signal" == SIGTERM || "$signal" == 15 ]] || fail "the stop signal is '$signal'; it must be SIGTERM."
  size=$(($(gzip -1 --stdout "$work/files.tar" | wc -c) / 1000000))
  limit=$(value_of "$file" max-megabytes)
  log "  $size MB compressed, at most $limit"
  ((size <= limit)) || fail "the image has $size MB compressed; the budget is $limit MB."
  [[ "$(value_of "$file" flavour)" != runtime ]] || test_runtime "$reference"
  command=$(value_of "$file" version-command)
  [[ -z "$command" ]] || test_version "$reference" "$image" "$command"
  while read -r command; do
    read -r -a words <<<"$command"
    in_container --read-only --tmpfs /tmp "$reference" "${words[@]}" >"$work/output" 2>&1 </dev/null ||
      fail "'$command' fails: $(tail -n 3 "$work/output")"
  done < <(list_of "$file" runs)
}

if (($# > 0)); then
  images=("$@")
else
  mapfile -t images < <(./ci/matrix.sh)
fi
start_server
for image in "${images[@]}"; do
  test_image "$(image_named "$image")"
done
((failures == 0)) || die "$failures checks failed."
log "${#images[@]} images are as they should be"
