#!/usr/bin/env bash
# The gate on vulnerabilities: fails on fixable ones of severity critical or high, except those in ci/scan-waivers.yaml.
# Usage: ci/scan.sh IMAGE
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

image=${1:?usage: ci/scan.sh IMAGE}
need trivy
trivy image \
  --scanners vuln \
  --severity CRITICAL,HIGH \
  --ignore-unfixed \
  --ignorefile ci/scan-waivers.yaml \
  --exit-code 1 \
  --no-progress \
  "$image"
