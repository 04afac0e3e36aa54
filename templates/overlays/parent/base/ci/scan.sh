#!/usr/bin/env bash
# The gate on vulnerabilities: fails on fixable ones of severity high or critical, except those in ci/scan-waivers.yaml.
# Usage: ci/scan.sh REFERENCE
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

image=${1:?usage: ci/scan.sh REFERENCE}
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

grype "$image" --only-fixed --fail-on high --config "$config"
