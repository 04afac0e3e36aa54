# Python: what the common targets mean in this repository.
# Set it to run the tests on another version, for example PYTHON=python3.13, the one of the image.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# The lock holds every platform and every version from 3.11 on, with hashes: what is not in it is not installed.
$(VENV)/.installed: requirements-dev.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: set PYTHON.")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary=:all: -r requirements-dev.lock
	touch $@

.PHONY: install-python lint-python format test-python unused-deps-python lock dev
install-python: $(VENV)/.installed
lint-python: install-python
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
test-python: install-python
	$(BIN)/pytest
unused-deps-python: install-python
	$(BIN)/deptry .
format: install-python ## format the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
dev: install-python ## run the service with reload
	PYTHONPATH=src SHUTDOWN_DRAIN_SECONDS=0 $(BIN)/watchfiles --filter python '$(BIN)/python -m service' src
# The commands stand in the lock files, too, where update bots read them.
lock: ## write the lock files anew after a change of pyproject.toml (needs uv)
	uv pip compile --universal --generate-hashes --python-version=3.11 --output-file=requirements.lock pyproject.toml
	uv pip compile --universal --generate-hashes --python-version=3.11 --extra=dev --constraints=requirements.lock --output-file=requirements-dev.lock pyproject.toml

lint: lint-python
test: test-python
unused-deps: unused-deps-python
