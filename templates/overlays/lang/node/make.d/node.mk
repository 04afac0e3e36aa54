# Node.js: what the common targets mean in this repository.
node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund

.PHONY: install-node lint-node test-node unused-deps-node dev
install-node: node_modules/.package-lock.json
lint-node: install-node
	npm run lint
	npm run typecheck
test-node: install-node
	npm test
unused-deps-node: install-node
	npm run unused-deps
dev: install-node ## run the service with reload
	npm run dev

lint: lint-node
test: test-node
unused-deps: unused-deps-node
