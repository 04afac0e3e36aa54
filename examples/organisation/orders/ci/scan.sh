#!/usr/bin/env bash
# Fails on vulnerabilities of severity high and critical that have a fix. Usage: ci/scan.sh IMAGE
set -euo pipefail
grype "${1:?usage: ci/scan.sh IMAGE}" --only-fixed --fail-on high
