#!/usr/bin/env bash
# Writes the digest that each upstream's tag has today into versions.yaml and the Dockerfiles. The update bot does the same
# with every release; this is for the first time, when the digests are those of an example.
# Usage: ci/pin.sh
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

need docker
while read -r reference; do
  tagged=${reference%@*}
  digest=$(digest_of "$(docker buildx imagetools inspect "$tagged" --format '{{.Manifest.Digest}}')")
  log "$tagged is $digest"
  for file in versions.yaml images/*/Dockerfile; do
    content=$(<"$file")
    printf '%s\n' "${content//"$reference"/"$tagged@$digest"}" >"$file.new"
    # Written through, so that the file keeps its rights.
    cat "$file.new" >"$file"
    rm "$file.new"
  done
done < <(sed -n 's/^  [a-z]*: //p' versions.yaml)
./ci/matrix.sh --check
