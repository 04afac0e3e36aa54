# `make parents` builds the parents of the example services as local images, without a registry: stand-ins for the upstream
# images, and this repository's own Dockerfiles on top of them.
LANGUAGES ?= node go python java
ENGINE ?= $(shell command -v docker >/dev/null && echo docker || echo buildah)
PREFIX ?= localhost/org
# Builds without namespaces, which containers and small virtual machines may not have.
export BUILDAH_ISOLATION ?= chroot

images-of-node := node-build node-runtime
images-of-go := go-build static
images-of-python := python-build python-runtime
images-of-java := java-build java-runtime

.PHONY: parents parents-test
parents: ## build local parents for LANGUAGES="node go python java"
	CONTAINER_TOOL=$(ENGINE) ./stand-in/upstreams.sh $(LANGUAGES)
	CONTAINER_TOOL=$(ENGINE) PREFIX=$(PREFIX) $(foreach name,DEBIAN NODE GO PYTHON JAVA,UPSTREAM_$(name)=localhost/upstream/$(shell echo $(name) | tr A-Z a-z):local) \
	  ./ci/build.sh $(foreach language,$(LANGUAGES),$(images-of-$(language)))

parents-test: ## check the local parents
	set -e; for image in $$(./ci/matrix.sh $(foreach language,$(LANGUAGES),$(images-of-$(language)))); do \
	  CONTAINER_TOOL=$(if $(filter buildah,$(ENGINE)),podman,$(ENGINE)) PREFIX=$(PREFIX) STAND_IN=yes RUN_OPTIONS="$(RUN_OPTIONS)" ./ci/test.sh "$$image"; \
	done
