#!/usr/bin/env bash
# Makes a release of what main built: the tag <version>-r<revision>, and the channels that follow it.
#   git-<commit>  ->  24.21.0-r7 (never changes), 24.21-stable and 24-stable (move)
# Usage: ci/promote.sh TAG [IMAGE...]    all images without a name
#   PREFIX        HOST/NAMESPACE of the images
#   SUMMARY       a file to which "IMAGE RELEASE DIGEST" is written, one a line
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

tag=$(build_tag "${1:?usage: ci/promote.sh TAG [IMAGE...]}")
shift
need aws docker jq
need_variables PREFIX
namespace=${PREFIX#*/}

# tags_of IMAGE prints all tags of its repository.
tags_of() {
  aws ecr describe-images --repository-name "$namespace/$1" --filter tagStatus=TAGGED \
    --query 'imageDetails[].imageTags[]' --output json | jq -r '.[]?'
}

digest_of_tag() {
  aws ecr describe-images --repository-name "$namespace/$1" --image-ids "imageTag=$2" \
    --query 'imageDetails[0].imageDigest' --output text
}

# next_release IMAGE TAGS prints the release in VERSION, or the next revision when the registry has that one or a later one.
next_release() {
  local release version revision
  release=$(version_of "$1")
  version=${release%-r*}
  revision=$(grep -E "^${version//./\\.}-r[0-9]+$" <<<"$2" | sed 's/.*-r//' | sort --numeric-sort | tail -n 1 || true)
  if [[ -n "$revision" ]] && ((revision >= ${release##*-r})); then
    release="$version-r$((revision + 1))"
  fi
  printf '%s\n' "$release"
}

# A channel belongs to the newest version: a late fix of 24.20 must not become 24-stable.
is_newest_of() {
  local version=$1 channel=$2 tags=$3 newest
  newest=$(grep -E "^${channel//./\\.}(\.[0-9]+)+-r[0-9]+$" <<<"$tags"$'\n'"$version-r0" | sed 's/-r.*//' | sort --version-sort | tail -n 1)
  [[ "$newest" == "$version" ]]
}

promote() {
  local image=$1 tags digest release version channel arguments
  tags=$(tags_of "$image")
  digest=$(digest_of "$(digest_of_tag "$image" "$tag")")
  # A second run of the same build finds its release, which cannot be written twice.
  release=$(aws ecr describe-images --repository-name "$namespace/$image" --image-ids "imageDigest=$digest" \
    --query 'imageDetails[0].imageTags[]' --output json | jq -r '[.[]? | select(test("^[0-9]+\\.[0-9]+\\.[0-9]+-r[0-9]+$"))][0] // empty')
  arguments=()
  if [[ -z "$release" ]]; then
    release=$(next_release "$image" "$tags")
    arguments+=(--tag "$PREFIX/$image:$release")
  fi
  version=${release%-r*}
  for channel in "${version%.*}" "${version%%.*}"; do
    if is_newest_of "$version" "$channel" "$tags"; then
      arguments+=(--tag "$PREFIX/$image:$channel-stable")
    fi
  done
  if ((${#arguments[@]} > 0)); then
    docker buildx imagetools create "${arguments[@]}" "$PREFIX/$image@$digest"
  fi
  log "$image: $release is $digest"
  [[ -z "${SUMMARY:-}" ]] || printf '%s %s %s\n' "$image" "$release" "$digest" >>"$SUMMARY"
}

if (($# > 0)); then
  images=("$@")
else
  mapfile -t images < <(./ci/matrix.sh)
fi
for image in "${images[@]}"; do
  promote "$(image_named "$image")"
done
