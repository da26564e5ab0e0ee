# Everything that a person does with this repository. Needs Python 3.11 or later, git, make and a package index;
# no root. All commands run in .venv, which is made on first use; a second run installs nothing.

# The first Python that is new enough; `make PYTHON=/path/to/python` takes another.
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$python"; break; }; done)

# Relative paths all through: the folder's name may hold a space, which make cannot quote.
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet
# The warning is setuptools' general advice on editable installs, which nobody here can act on.
INSTALL_LAWDIFF := PYTHONWARNINGS="ignore:Editable installation" $(PIP_INSTALL) --no-deps --no-build-isolation --editable .

# Tests and demo start the command many times; without bytecode on disk each start would compile it anew.
export PYTHONDONTWRITEBYTECODE :=

.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format docs clean

help: ## Say what there is to make
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: $(VENV)/.dev ## Make .venv with all that tests and linters need

demo: $(VENV)/.run ## Compare the sample documents, carry their notes, write the page (offline)
	$(BIN)/python -m lawdiff demo --output-dir demo
	@echo
	@echo "The page to open in a browser: $(CURDIR)/demo/index.html"

# All tests take some minutes, so each core takes a share, up to four: each has a browser of its own. For a few tests,
# which ARGS picks, processes would cost more than they save.
ARGS ?= --numprocesses logical --maxprocesses 4

test: $(VENV)/.dev ## Run all tests, a process a core; some alone: ARGS="-k parsers"
	$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/.dev ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev ## Put the code into the common format
	$(BIN)/ruff format .

docs: $(VENV)/.dev ## Write docs/cli.md and docs/schema/ anew from the program itself
	$(BIN)/python docs/generate_cli.py
	$(BIN)/python docs/generate_schemas.py

clean: ## Remove what was made
	rm -rf $(VENV) build dist demo *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "lawdiff needs Python 3.11 or later, and none was found; name one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "lawdiff needs Python 3.11 or later; $(PYTHON) is older or does not run" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) has no venv module (on Debian: apt-get install python3-venv)" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)
	@touch $@

# An editable install looks the packages up in pyproject.toml once: a change there installs anew.
$(VENV)/.run: $(VENV)/.made constraints/run.txt pyproject.toml
	$(PIP_INSTALL) --require-hashes -r constraints/run.txt
	$(INSTALL_LAWDIFF)
	@touch $@

# The same versions as in run.txt and more, so that .run is done with it.
$(VENV)/.dev: $(VENV)/.made constraints/dev.txt pyproject.toml
	$(PIP_INSTALL) --require-hashes -r constraints/dev.txt
	$(INSTALL_LAWDIFF)
	@touch $(VENV)/.run $@
