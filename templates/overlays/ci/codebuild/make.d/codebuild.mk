# AWS CodePipeline and CodeBuild: what the common targets mean for this pipeline.
CHECK_TOOLS += cfn-lint shellcheck

.PHONY: lint-workflows-codebuild
lint-workflows-codebuild:
	cfn-lint --non-zero-exit-code informational infra/pipeline.yaml

lint-workflows: lint-workflows-codebuild
