# Dependabot: what the common targets mean for its configuration.
CHECK_TOOLS += check-jsonschema

.PHONY: lint-workflows-dependabot
lint-workflows-dependabot:
	check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml

lint-workflows: lint-workflows-dependabot
