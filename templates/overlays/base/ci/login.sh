#!/usr/bin/env bash
# Signs in to the registry with the role of the pipeline; the password lives for hours and is stored nowhere else.
# Usage: ci/login.sh
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

need aws docker
need_variables ECR_REGISTRY
aws ecr get-login-password | docker login --username AWS --password-stdin "$ECR_REGISTRY"
