#!/usr/bin/env bash
# Joins the architectures that ci/push.sh pushed under the tag of the commit, which never moves. Writes the digest to out/digest
# and prints it. A tag that is there already keeps what it has.
# Usage: ci/join.sh ARCH...
# ECR_REGISTRY and ECR_REPOSITORY are variables of the pipeline; out/digests/ARCH holds each digest.
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

[[ $# -gt 0 ]] || die 'usage: ci/join.sh ARCH...'
need docker git jq
need_variables ECR_REGISTRY ECR_REPOSITORY
image="$ECR_REGISTRY/$ECR_REPOSITORY"
revision=$(git rev-parse HEAD)

digest=$(digest_of_tag "$image:git-$revision")
if [[ -z "$digest" ]]; then
  references=()
  for architecture in "$@"; do
    [[ -f "out/digests/$architecture" ]] || die "there is no out/digests/$architecture, so $architecture was not pushed."
    pushed=$(digest_of "$(<"out/digests/$architecture")")
    references+=("$image@$pushed")
  done
  docker buildx imagetools create --tag "$image:git-$revision" "${references[@]}" >&2
  digest=$(digest_of_tag "$image:git-$revision")
  [[ -n "$digest" ]] || die "git-$revision was pushed, and the registry does not have it."
fi
mkdir -p out
printf '%s\n' "$digest" >out/digest
printf '%s\n' "$digest"
