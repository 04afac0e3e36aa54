# GitHub Actions: what the common targets mean for this pipeline.
CHECK_TOOLS += actionlint

.PHONY: lint-workflows-github
lint-workflows-github:
	actionlint

lint-workflows: lint-workflows-github
