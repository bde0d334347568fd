# Everything that is done with this repository. "make" lists it.

SHELL := /bin/bash
LINT := go tool -modfile=internal/testdeps/lint/go.mod
FUZZTIME ?= 30s
RELEASE := go tool -modfile=internal/testdeps/release/go.mod goreleaser
# A tracing page of gRPC's, which nothing here serves, would keep the linker from leaving out what is unused: a third of the program.
TAGS := grpcnotrace

# What a Debian package is installed with, by whoever may.
SUDO := $(shell test "$$(id -u)" = 0 || command -v sudo)
install = { command -v apt-get >/dev/null || { echo "please install $(1), and try again" >&2; exit 1; }; \
	$(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1); }

.DEFAULT_GOAL := help

.PHONY: help
help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: build
build: ## build ./feyre, the same bytes every time
	CGO_ENABLED=0 go build -tags $(TAGS) -trimpath -ldflags '-s -w' -o feyre .

.PHONY: run
run: ## play on this terminal, without Discord
	go run . play

.PHONY: test
test: deps ## everything, with a real Redis and Azurite, under the race detector
	FEYRE_REQUIRE_SERVERS=1 go test -race -p 1 -timeout 15m ./...

.PHONY: deps
deps: ## install the servers and the browser that the tests use, where they are missing
	@command -v "$${CC:-gcc}" >/dev/null || $(call install,gcc libc6-dev)
	@command -v redis-server >/dev/null || $(call install,redis-server)
	@test -x "$${CHROMIUM:-/usr/bin/chromium}" || $(call install,chromium)
	@command -v npm >/dev/null || $(call install,npm)
	@test -x internal/testdeps/node_modules/.bin/azurite-blob -a -d internal/testdeps/node_modules/playwright-core || npm ci --prefix internal/testdeps --no-audit --no-fund

.PHONY: lint
lint: ## check the code, its format and its imports
	$(LINT) golangci-lint run ./...

.PHONY: format
format: ## format the code
	$(LINT) golangci-lint fmt ./...

.PHONY: example
example: ## write config.example.yaml anew, from the code
	rm -f config.example.yaml && go run . config init --config config.example.yaml && chmod 644 config.example.yaml

.PHONY: soak
soak: deps ## the long forms of the tests: faults, storms, many rounds
	FEYRE_LONG=1 FEYRE_REQUIRE_SERVERS=1 go test -race -p 1 -timeout 60m -count=1 ./...

.PHONY: fuzz
fuzz: ## each fuzz target for FUZZTIME (30s)
	@for package in $$(grep -rl --include='*_test.go' '^func Fuzz' . | xargs -rn1 dirname | sort -u); do \
		for target in $$(grep -ho '^func Fuzz[A-Za-z]*' $$package/*_test.go | cut -d' ' -f2); do \
			echo "$$package $$target"; \
			go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 100x $$package || exit 1; \
		done; \
	done

.PHONY: bench
bench: ## benchmarks of dice, odds, the controller and the stores
	go test -run '^$$' -bench . -benchmem ./dice/... ./backend/... ./store/...

.PHONY: bench-discord
bench-discord: ## the bot against the test Discord, beside other libraries: processor time, latency, memory
	@test -d internal/testdeps/discordbots/node_modules || npm ci --prefix internal/testdeps/discordbots --no-audit --no-fund
	FEYRE_BENCH_DISCORD=1 go test -run '^$$' -bench 'Bots|Guilds|Serve' -benchtime 10000x ./bot

.PHONY: soak-discord
soak-discord: ## the whole program for ten minutes under load: a flat heap, no goroutine left behind, nothing lost
	FEYRE_LONG=1 go test -run '^TestSoak$$' -timeout 20m -count=1 -v ./bot

.PHONY: bench-peers
bench-peers: ## the dice roller against those of npm
	npm ci --prefix internal/testdeps/peers --no-audit --no-fund
	go test -run '^$$' -bench . ./internal/testdeps/peers

.PHONY: screenshots
screenshots: deps build ## take the pictures in docs/images anew, from the program
	mkdir -p docs/images
	discordd=$$(mktemp) && trap 'rm -f "$$discordd"' EXIT && go build -o "$$discordd" ./bot/discordtest/discordd && \
		node internal/testdeps/browser/screenshots.mjs ./feyre "$$discordd" docs/images

.PHONY: deploy-check
deploy-check: ## check deploy/ with the libraries and programs that read it: compose, kustomize, promtool, systemd
	@command -v systemd-analyze >/dev/null || ! command -v apt-get >/dev/null || $(call install,systemd)
	go -C internal/testdeps/deploy test -timeout 20m ./...

.PHONY: man
man: build ## write man pages and shell completion to dist-docs/
	mkdir -p dist-docs/man dist-docs/completion
	./feyre docs man dist-docs/man
	for shell in bash zsh fish powershell; do ./feyre completion $$shell > dist-docs/completion/feyre.$$shell || exit 1; done

.PHONY: reproducible
reproducible: ## build the last commit twice, in two places with empty caches, and compare
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	for place in one two; do \
		git clone -q . "$$folder/$$place"; \
		GOCACHE="$$folder/cache-$$place" $(MAKE) -s -C "$$folder/$$place" build; \
	done; \
	cmp "$$folder/one/feyre" "$$folder/two/feyre"; \
	echo "the same twice: $$(sha256sum < "$$folder/one/feyre")"

.PHONY: release-check
release-check: ## check the release of the last commit with goreleaser, and make all of it in dist/source/dist: six programs, archives, deb, rpm
	rm -rf dist && git clone -q . dist/source
	cd dist/source && $(RELEASE) check && $(RELEASE) release --snapshot --clean --skip=publish
