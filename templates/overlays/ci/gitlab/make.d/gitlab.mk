# GitLab CI: what the common targets mean for this pipeline.
CHECK_TOOLS += check-jsonschema shellcheck

.PHONY: lint-workflows-gitlab
lint-workflows-gitlab:
	check-jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci .gitlab-ci.yml

lint-workflows: lint-workflows-gitlab
