# bookbuild: one manuscript becomes a PDF book and an EPUB.
#
# Every target sets up what it needs by itself, once (see tools/setup.sh).
#   make pdf PAPER=a4       for A4 paper alone (PAPER=letter: for US letter alone)
#   make pdf ARGS='--why'   more arguments for bookbuild

.DEFAULT_GOAL := help
.PHONY: help pdf press epub web serve all check doctor test test-all lint bench clean lock

# Two targets must not set up the same .venv at once.
.NOTPARALLEL:

SETUP := @sh tools/setup.sh
BOOKBUILD := @.venv/bin/bookbuild
RUN := .venv/bin/python -m
# On all cores, what belongs together in one process. In CI a skipped test is a failed test.
PYTEST := $(RUN) pytest -q -n auto $(if $(CI),-p tools.no_skips)
OPTIONS = $(if $(PAPER),--paper $(PAPER)) $(ARGS)

help: ## show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

pdf: ## make all that is printed (PAPER=letter or PAPER=a4: for that paper alone)
	$(SETUP) build
	$(BOOKBUILD) build pdf $(OPTIONS)

press: ## make the files for a printing house in dist/press
	$(SETUP) press
	$(BOOKBUILD) build pdf --press $(OPTIONS)

epub: ## make the EPUB in dist/epub
	$(SETUP) build
	$(BOOKBUILD) build epub $(OPTIONS)

web: ## make the web edition in dist/web
	$(SETUP) build
	$(BOOKBUILD) build web $(OPTIONS)

serve: ## show the book in a browser, which follows what you save
	$(SETUP) serve
	$(BOOKBUILD) serve $(ARGS)

all: ## make everything
	$(SETUP) build
	$(BOOKBUILD) build all $(OPTIONS)

check: ## check the manuscript, make nothing
	$(SETUP) check
	$(BOOKBUILD) check $(ARGS)

doctor: ## say what this machine has, what it lacks and what that costs
	$(SETUP) doctor
	$(BOOKBUILD) doctor $(ARGS)

test: ## run the tests and every validator (under 5 minutes)
	$(SETUP) test
	$(PYTEST) -m "not slow" $(ARGS)

test-all: ## run the long tests too
	$(SETUP) test-all
	@if grep -rqs 'mark\.slow' tests; then set -x; $(PYTEST) -m slow $(ARGS); \
	else echo "There is no slow test yet."; fi

lint: ## check style, types and import contracts
	$(SETUP) lint
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	.venv/bin/python -c 'from importlinter.cli import lint_imports_command as run; run(["--no-logo"])'

bench: ## measure bookbuild and its peers side by side (ARGS=--write: into docs/benchmarks.md)
	$(SETUP) build
	@$(RUN) tools.bench $(ARGS)

clean: ## remove what was built (dist and the cache)
	rm -rf dist .bookbuild

lock: ## write the lock files again from pyproject.toml (needs uv)
	@sh tools/lock.sh $(ARGS)
