#!/usr/bin/env bash
# Ends with 0 when nothing but the parents of the Dockerfile changed between two commits, each by its digest or a patch release.
# Usage: ci/parents-only.sh BASE HEAD
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck disable=SC1091 # it comes with the common part of the repository
. ci/lib.sh

base=${1:?usage: ci/parents-only.sh BASE HEAD}
head=${2:?usage: ci/parents-only.sh BASE HEAD}
[[ "$base" =~ ^[a-f0-9]{40}$ && "$head" =~ ^[a-f0-9]{40}$ ]] || die 'BASE and HEAD are commits (40 hex digits).'
start=$(git merge-base "$base" "$head")
changed=$(git diff --name-only "$start" "$head")
[[ "$changed" == Dockerfile ]] || die "more than the Dockerfile changed: $changed"

# Prints the Dockerfile of a commit with every parent as far as it must not change: name, major and minor version, ending.
kept() {
  git show "$1:Dockerfile" |
    sed -E '/^FROM /s/:(v?[0-9]+)(\.[0-9]+)?(\.[0-9]+)?(-[A-Za-z0-9.-]+)?@sha256:[a-f0-9]{64}/:\1\2.*\4/'
}
before=$(kept "$start")
after=$(kept "$head")
[[ "$before" == "$after" ]] || die 'a parent changed by more than its digest or a patch release; a person has to look.'
log 'only digests or patch releases of the parents changed'
