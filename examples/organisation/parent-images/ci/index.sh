#!/usr/bin/env bash
# Joins the architectures of each image under one immutable tag, and waits for signature and attestations.
# Usage: ci/index.sh TAG FOLDER    FOLDER/<architecture>/<image> holds a digest, as ci/build.sh writes it
#   PREFIX   HOST/NAMESPACE of the images
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

tag=$(build_tag "${1:?usage: ci/index.sh TAG FOLDER}")
folder=${2:?usage: ci/index.sh TAG FOLDER}
need docker
need_variables PREFIX
mapfile -t images < <(./ci/matrix.sh)
for image in "${images[@]}"; do
  references=()
  for file in "$folder"/*/"$image"; do
    references+=("$PREFIX/$image@$(digest_of "$(<"$file")")")
  done
  joined="$PREFIX/$image:$tag"
  # A second run of the same commit finds the tag, which cannot be written twice.
  if ! docker buildx imagetools inspect "$joined" >/dev/null 2>&1; then
    docker buildx imagetools create --tag "$joined" "${references[@]}"
  fi
  digest=$(docker buildx imagetools inspect "$joined" --format '{{.Manifest.Digest}}')
  ./ci/verify-signature.sh "$PREFIX/$image@$digest"
done
