# Kustomize: what the common targets mean for this deploy target.
# kubectl comes with the machine of the pipeline, as docker does.
CHECK_TOOLS += kubeconform checkov
OVERLAYS := deploy/kustomize/overlays
# Where kubeconform finds the schemas of Kubernetes: its own address, or yours where the pipeline has no internet.
KUBERNETES_SCHEMAS ?= default

.PHONY: manifests-kustomize lint-manifests-kustomize scan-manifests-kustomize set-digest
manifests-kustomize:
	mkdir -p out/manifests
	set -e; for overlay in $(OVERLAYS)/*; do \
	  kubectl kustomize $$overlay > out/manifests/$$(basename $$overlay).yaml; \
	done

lint-manifests-kustomize: manifests-kustomize
	kubeconform -strict -ignore-missing-schemas -schema-location '$(KUBERNETES_SCHEMAS)' -summary out/manifests

# Secrets reach the program as variables (CKV_K8S_35 prefers files): it reads its configuration in one way, and the values live
# in Secrets Manager.
scan-manifests-kustomize: manifests-kustomize
	awk 'FNR == 1 { print "---" } { print }' out/manifests/*.yaml > out/manifests.yaml
	checkov --file out/manifests.yaml --framework kubernetes --skip-check CKV_K8S_35 --skip-download --compact --quiet

set-digest: ## for GitOps: write DIGEST into the overlay of ENVIRONMENT
	@echo "$(DIGEST)" | grep -qE '^sha256:[a-f0-9]{64}$$' || { echo "usage: make set-digest ENVIRONMENT=staging DIGEST=sha256:..." >&2; exit 1; }
	@test -f "$(OVERLAYS)/$(ENVIRONMENT)/kustomization.yaml" || { echo "there is no environment '$(ENVIRONMENT)'" >&2; exit 1; }
	sed -i "s|^    digest: sha256:[a-f0-9]\{64\}$$|    digest: $(DIGEST)|" "$(OVERLAYS)/$(ENVIRONMENT)/kustomization.yaml"

lint-manifests: lint-manifests-kustomize
scan-manifests: scan-manifests-kustomize
