#!/usr/bin/env bash
# Writes the software bill of materials of an image. The pipeline attaches one at build time; this is for reading it.
# Usage: ci/sbom.sh IMAGE [FILE]
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

image=${1:?usage: ci/sbom.sh IMAGE [FILE]}
file=${2:-out/sbom.spdx.json}
need syft
mkdir -p "$(dirname "$file")"
syft scan "$image" --output "spdx-json=$file"
log "wrote $file"
