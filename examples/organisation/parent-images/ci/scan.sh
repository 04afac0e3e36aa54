#!/usr/bin/env bash
# The gate on vulnerabilities: fails on fixable ones of severity high or critical, except those in ci/scan-waivers.yaml.
# Usage: ci/scan.sh [IMAGE...]    all images without a name
#   PREFIX, TAG   as for ci/build.sh
#   PUSHED        the folder in which ci/build.sh wrote digests: scans those
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

need grype
config=$(mktemp --suffix .yaml)
trap 'rm -f "$config"' EXIT

# A waiver without a date, or whose date has come, does not count.
awk -v today="$(date -u +%F)" '
  function take() {
    if (id == "") return
    if (id ~ /^[A-Za-z0-9-]+$/ && expires ~ /^[0-9]+-[0-9]+-[0-9]+$/ && expires > today) {
      print "  - vulnerability: " id
    } else {
      print "the waiver of " id " is over or has no valid date" > "/dev/stderr"
    }
    id = ""; expires = ""
  }
  BEGIN { print "ignore:"; print "  - vulnerability: NONE" }
  /^ *#/ { next }
  /^ *- id:/ { take(); id = $3 }
  /^ *expires:/ { expires = $2; gsub(/[^0-9-]/, "", expires) }
  END { take() }
' ci/scan-waivers.yaml >"$config"

if (($# > 0)); then
  images=("$@")
else
  mapfile -t images < <(./ci/matrix.sh)
fi
failed=()
for image in "${images[@]}"; do
  image_named "$image" >/dev/null
  reference=$(built_reference "$image")
  log "scanning $reference"
  grype "$reference" --only-fixed --fail-on high --config "$config" || failed+=("$image")
done
((${#failed[@]} == 0)) || die "these have vulnerabilities that can be fixed: ${failed[*]}. Rebuild them, or raise their upstream."
