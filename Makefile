# The first two targets are all that a newcomer needs: make site, make test.
.DEFAULT_GOAL := help
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.0
ACTIONLINT := github.com/rhysd/actionlint/cmd/actionlint@v1.7.12
FUZZTIME ?= 60s
BENCH ?= .
PREFIX ?= /usr/local

.PHONY: help echarts build install workflows site test browser-test check reference twins mutants fuzz bench serve clean

help: ## print the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build ./candor
	go build -o candor ./cmd/candor

echarts: ## build the bundle that charts = "interactive" needs (needs Node)
	npm --prefix themes/echarts ci --no-audit --no-fund
	npm --prefix themes/echarts run --silent build

install: build ## install candor, its manual and completions below PREFIX (/usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 candor $(DESTDIR)$(PREFIX)/bin/candor
	./candor man > $(DESTDIR)$(PREFIX)/share/man/man1/candor.1
	./candor completion bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/candor
	./candor completion zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_candor
	./candor completion fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/candor.fish

site: build ## build the example's two editions, public/ and private/
	./candor build

test: ## run all tests that need only Go
	go test -timeout 30m ./...

browser-test: echarts site ## run the tests of the pages in Chromium (needs Node and chromium)
	npm --prefix themes/browser ci --no-audit --no-fund
	node themes/browser/run.mjs
	node themes/browser/preview.mjs

check: build ## formatting, vet, go.mod, staticcheck, walls, and candor check on the example
	@test -z "$$(gofmt -l bench cmd generator themes)" || { gofmt -l bench cmd generator themes; echo "gofmt would change these files: run gofmt -w"; exit 1; }
	go vet ./...
	go mod tidy -diff
	go run $(STATICCHECK) ./...
	go test ./generator -run 'Walls|Forbidden'
	./candor check --strict

workflows: ## lint the workflows here and those that candor init writes
	go run $(ACTIONLINT) .github/workflows/*.yml generator/internal/skeleton/site/.github/workflows/*.yml

reference: ## write docs/reference.md and docs/problem-codes.md anew
	go test ./generator -run 'TestReference$$' -update

twins: ## build 2,000 pairs of sites that differ in hidden parts alone, and compare them
	go test ./generator -timeout 60m -v -run 'TestTwinEditions$$' | grep -v '^=== \|^    --- '

mutants: ## build leaky mutants of candor and print which tests catch them
	go test ./generator -tags mutants -timeout 60m -v -run 'TestMutant$$'

fuzz: ## run each fuzz target for FUZZTIME (60s)
	@set -e; for p in $$(go list ./...); do \
		for f in $$(go test -list '^Fuzz' $$p | grep '^Fuzz' || true); do \
			echo "$$p $$f"; go test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) $$p; \
		done; done

bench: ## print the table of cost for 100, 1,000 and 10,000 post-mortems
	go test -run '^$$' -bench '$(BENCH)' -benchtime 1x -timeout 30m ./generator

serve: build ## preview the example
	./candor serve

clean: ## remove what was built, but not public/
	rm -rf candor private .public.* .private.* themes/bundle/echarts* themes/browser/node_modules themes/echarts/node_modules
