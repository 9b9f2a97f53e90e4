# make run    the server on the embedded store, with the 2020 data and the Playground
# make test   everything, on both engines; installs what it needs
# make help   the rest

STORE  ?= sqlite:partnergraph.db
ADDR   ?= 127.0.0.1:8080
BOLT   ?= 7687
BROWSE ?= 7474

CACHE  := .cache
LEDGER := $(CURDIR)/$(CACHE)/ledger
LINT   := $(CURDIR)/$(CACHE)/bin/golangci-lint
LINT_VERSION := v2.15.0
UI     := server/ui
ASSETS := $(UI)/dist/index.html
SHELL  := bash

.DEFAULT_GOAL := help
.PHONY: help run build playground neo4j test check prove judge lint format generate browser bench eval clean

help: ## Show this help.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: build ## Serve: make run [STORE=bolt://127.0.0.1:7687] [ADDR=127.0.0.1:8080].
	./bin/partnergraph --store '$(STORE)' --addr '$(ADDR)'

build: $(ASSETS) ## Build bin/partnergraph with the Playground inside.
	go build -trimpath -o bin/partnergraph ./server

playground: ## Build the Playground's assets from npm.
	cd $(UI) && npm ci --no-audit --no-fund --loglevel=error && npm run build

$(ASSETS): $(UI)/package-lock.json $(shell find $(UI)/src $(UI)/operations -type f) $(UI)/index.html $(UI)/vite.config.ts
	@$(MAKE) --no-print-directory playground
	@touch $@

neo4j: ## Start a local Neo4j 5.26 Community for trying: make neo4j [BOLT=7687] [BROWSE=7474].
	go build -o bin/neo4j ./graph/store/neo4j/neo4jtest/run
	exec ./bin/neo4j --dir $(CACHE)/neo4j --bolt $(BOLT) --http $(BROWSE)

test: $(ASSETS) browser ## Run every test on both engines, at most 20 minutes.
	@mkdir -p $(CACHE) && rm -f $(LEDGER)
	PARTNERGRAPH_LEDGER=$(LEDGER) go test $(RACE) -count=1 -timeout 40m $$(go list ./... | grep -v '/store/neo4j')
	PARTNERGRAPH_LEDGER=$(LEDGER) go test -count=1 -timeout 40m ./graph/store/neo4j/...
	PARTNERGRAPH_LEDGER=$(LEDGER) go run ./graph/store/storetest/ledger

# The Neo4j engine's own tests measure how long calls take while the database is cold or frozen, which the detector's slowdown of the
# client would distort; the differential test and the server's take the engine through the detector.
check: RACE := -race
check: format lint generate test ## What CI runs: formatting, lint, generated code, and every test under the race detector.

prove: $(ASSETS) browser ## Run the same proofs at their full counts.
	@mkdir -p $(CACHE) && rm -f $(LEDGER)
	PARTNERGRAPH_PROVE=1 PARTNERGRAPH_LEDGER=$(LEDGER) go test -count=1 -timeout 120m ./...
	PARTNERGRAPH_LEDGER=$(LEDGER) go run ./graph/store/storetest/ledger

judge: ## Measure findPartners on needs with judged partners, in Chinese, beside BM25 and field overlap.
	go test ./graph -count=1 -run '^TestJudgedNeeds$$' -v | grep nDCG

CUT  ?= 2024-09-01

eval: ## Measure matching on real collaborations: make eval DATA=directory [CUT=2024-09-01] [UNTIL=day] [EVAL="--ablate --failures 20"].
	@[ -f '$(DATA)/agreements.csv' ] || { echo "make eval: '$(DATA)' holds no collaborations. Pass DATA=DIRECTORY, one with agreements.csv" \
		"(id, title, startDate, euroSciVoc, objective), parties.csv (agreement, organization, role) and organizations.csv" \
		"(id, name, shortName, type, city, country): what each means is written in server/eval/doc.go." >&2; exit 2; }
	go run ./server/eval --cut $(CUT) $(if $(UNTIL),--until $(UNTIL)) $(EVAL) '$(DATA)'

bench: build ## Measure, and write server/bench/RESULTS.md: make bench [HARNESS=DIR] [PARTS=load,start,own,match,side].
	go run ./server/bench $(if $(HARNESS),--harness '$(HARNESS)') $(if $(PARTS),--parts '$(PARTS)') $(BENCH)

format: ## Fail when a Go file is not formatted.
	@out=$$(gofmt -l $$(git ls-files '*.go')); [ -z "$$out" ] || { echo "run gofmt -w on:"; echo "$$out"; exit 1; }

$(LINT):
	GOBIN=$(dir $(LINT)) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)

lint: $(LINT) ## Run golangci-lint.
	go vet ./...
	$(LINT) run ./...

generate: ## Generate the contract and the executor again; fail when that changes what is committed.
	go generate ./schema
	go tool gqlgen generate
	@git diff --exit-code --stat -- schema graph || { echo "generated code is stale: commit what 'make generate' wrote"; exit 1; }

browser:
	sh $(UI)/browser.sh

clean: ## Remove what was built; the store stays.
	rm -rf bin $(CACHE) $(UI)/node_modules $(UI)/dist/*
