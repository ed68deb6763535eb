# Needs only Python >= 3.11 with its venv module. `make demo` shows what the project does, `make test` checks everything.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SAMPLE := samples/abukamal
CASE := demo/abukamal.casebook
PAGE := demo/abukamal.html

.PHONY: help demo test check install dev clean
.DELETE_ON_ERROR:

help:
	@echo "make demo   set up, read the sample reports, print what they claim, write $(PAGE)"
	@echo "make test   set up, run everything that must pass"
	@echo "make clean  remove the environment, the demo and all caches"

# The stamps stand inside the environment, so that removing it removes them.
$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "tawatur needs Python 3.11 or newer; call: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "the venv module is missing; on Debian: apt install python3-venv"; exit 1; }
	@echo "Installing into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing the development tools ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

install: $(VENV)/.installed

dev: $(VENV)/.installed-dev

demo: $(VENV)/.installed
	@mkdir -p demo
	$(BIN)/tawatur read $(SAMPLE) -c $(CASE)
	$(BIN)/tawatur show $(CASE)
	$(BIN)/tawatur export $(CASE) --as html -o $(PAGE)
	@echo "Open $(PAGE) in a browser."

test: $(VENV)/.installed-dev
	@$(MAKE) --no-print-directory check

# The steps of `make test`, in an environment that stands.
check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/tawatur lint
	$(BIN)/pytest
	$(BIN)/python bench/gate.py

clean:
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
