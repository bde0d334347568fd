# Feyre's tasks. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash


.PHONY: help
help: ## list what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: build
build: ## build the binary
	CGO_ENABLED=0 go build -trimpath -o feyre .

.PHONY: run
run: ## play on this terminal, without Discord
	go run . play

.PHONY: deps
deps: ## install the servers that the tests run against, where they are missing
	@command -v redis-server >/dev/null || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq redis-server; }
	@test -x internal/testdeps/node_modules/.bin/azurite-blob || npm ci --prefix internal/testdeps --no-audit --no-fund

.PHONY: test
test: deps ## everything, with real Redis and Azurite, under the race detector
	FEYRE_REQUIRE_SERVERS=1 go test -race -p 1 -timeout 15m ./...

.PHONY: lint
lint: ## formatting and vet
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	go vet ./...

.PHONY: bench
bench: ## benchmarks of dice and store
	go test -run '^$$' -bench . -benchmem ./dice/... ./store/...

.PHONY: fuzz
fuzz: ## each fuzz target for 30 seconds
	@for package in $$(grep -rl --include='*_test.go' 'func Fuzz' . | xargs -rn1 dirname | sort -u); do \
		for target in $$(grep -ho 'func Fuzz[A-Za-z]*' $$package/*_test.go | cut -d' ' -f2); do \
			go test -run '^$$' -fuzz "^$$target$$" -fuzztime 30s $$package || exit 1; done; done

.PHONY: soak
soak: deps ## the long forms of the tests
	FEYRE_LONG=1 FEYRE_REQUIRE_SERVERS=1 go test -race -timeout 60m ./...
