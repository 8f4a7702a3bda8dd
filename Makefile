# One command for each habit; `make help` lists them.
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
FOLDERS := generator tests benchmarks .github

.DEFAULT_GOAL := help
.PHONY: help site serve check snapshot test lint bench clean

help: ## list these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | awk -F'\t' '{ printf "  make %-8s %s\n", $$1, $$2 }'

site: .venv/.installed ## build the site from sources/ into site/
	@$(BIN)/python -m generator build

serve: .venv/.installed ## look at the site while you change it
	@$(BIN)/python -m generator serve

check: .venv/.installed ## say what is wrong or doubtful in the list, and how to mend it
	@$(BIN)/python -m generator check

snapshot: .venv/.installed ## pack site, data and sources into one archive in dist/, which serves itself
	@$(BIN)/python -m generator snapshot

test: lint ## lint, types, floors, and all tests (a browser's included)
	@.ci/chromium
	$(BIN)/python -m pytest

lint: .venv/.tested
	$(BIN)/ruff check $(FOLDERS)
	$(BIN)/ruff format --check $(FOLDERS)
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.tested ## measure speed and size, each beside its peer
	$(BIN)/python -m benchmarks

clean: ## delete what was built and installed
	rm -rf .venv site docs/.generated.json docs/index.md docs/papers docs/models docs/datasets docs/tasks docs/methods docs/sources docs/about docs/api docs/compare docs/years docs/explore docs/reading docs/map docs/cards docs/*.png docs/*.json docs/collections/*/index.md docs/collections/index.md

.venv/.installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found on the PATH."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "python3 -m venv does not work here; on Debian: apt-get install python3-venv"; exit 1; }
	@echo "Installing what the generator needs into .venv (once; a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.tested: .venv/.installed
	@echo "Installing what the tests need into .venv (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@
