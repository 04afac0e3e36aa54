# Amazon ECS Express Mode: what the common targets mean for this deploy target.
CHECK_TOOLS += cfn-lint checkov
STACK_TEMPLATE := infra/service.yaml

.PHONY: lint-manifests-ecs-express scan-manifests-ecs-express
lint-manifests-ecs-express:
	cfn-lint --non-zero-exit-code informational infra/*.yaml
	# The parameters of each environment have to fit the template; the digest comes with a release. cfn-lint takes the name of a
	# parameter of Systems Manager for its value: hence the list, and no W1030.
	mkdir -p out/deployments
	set -e; for parameters in infra/params/*.json; do \
	  jq '{ "template-file-path": "$(CURDIR)/$(STACK_TEMPLATE)", tags: .Tags, parameters: (.Parameters + { ImageDigest: ("sha256:" + "0" * 64), PrivateSubnets: [.Parameters.PrivateSubnets] }) }' \
	    $$parameters > out/deployments/$$(basename $$parameters); \
	done
	cfn-lint --non-zero-exit-code informational --ignore-checks W1030 --deployment-files out/deployments/*.json

scan-manifests-ecs-express:
	checkov --file $(STACK_TEMPLATE) --framework cloudformation --skip-download --compact --quiet

lint-manifests: lint-manifests-ecs-express
scan-manifests: scan-manifests-ecs-express
