# Every target sets up the virtual environment it needs. PYTHON=python3.12 chooses another interpreter.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install
CHECKSUM = $(shell cat requirements/$(1).txt | cksum | cut -d ' ' -f 1)
RUNTIME := $(VENV)/stamp-runtime-$(call CHECKSUM,runtime)
DEV := $(VENV)/stamp-dev-$(call CHECKSUM,dev)
INSTALLED := $(VENV)/stamp-installed
PLUGINS := $(wildcard plugins/*/pyproject.toml)
CODE := $(foreach place,src tests examples docs benchmarks plugins,$(if $(shell find $(place) -name '*.py' 2>/dev/null),$(place)))
PYTEST = $(BIN)/pytest -n 2 --dist loadgroup

.DEFAULT_GOAL := help
.PHONY: help demo examples docs test test-fast lint bench lock build clean

help:
	@echo 'make demo       evaluate an example village'
	@echo 'make test       all checks and all tests'
	@echo 'make test-fast  the tests without the slow ones'
	@echo 'make lint       the checks alone'
	@echo 'make docs       renew the generated pages and the outputs on the front pages'
	@echo 'make examples   write the example villages and what is decided for them and for the plans'
	@echo 'make bench      measure loading and evaluation'
	@echo 'make lock       choose and lock the newest requirements'
	@echo 'make build      the distribution files in dist/'
	@echo 'make clean      remove what make has made, the virtual environment included'

demo: $(RUNTIME) $(INSTALLED)
	@$(BIN)/python -m examples.demo

examples: $(RUNTIME) $(INSTALLED)
	$(BIN)/python -m examples.make_villages
	$(BIN)/python -m examples.make_expected
	$(BIN)/python -m examples.make_plans

docs: $(DEV) $(INSTALLED)
	$(BIN)/python -m docs.generate
	$(BIN)/python tests/diagnostics/test_pages.py
	$(BIN)/python tests/plugins/test_reference.py
	$(BIN)/python tests/docs/test_readme.py

test: lint
	$(PYTEST)

test-fast: $(DEV) $(INSTALLED)
	$(PYTEST) -m 'not slow' --hypothesis-profile fast

lint: $(DEV) $(INSTALLED)
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports --no-logo

bench: $(RUNTIME) $(INSTALLED)
	@$(BIN)/python benchmarks/run.py

build: $(RUNTIME)
	$(BIN)/python -m hatchling build

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo 'make: $(PYTHON) is missing. Install Python 3.11 or newer, or say which: make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "make: Python 3.11 or newer is needed, and $(PYTHON) is $$($(PYTHON) -V). Say which: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo 'make: $(PYTHON) lacks the venv module. On Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): | $(BIN)/python
	$(PIP) --require-hashes -r requirements/runtime.txt
	@touch $@

$(DEV): | $(BIN)/python
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@ $(RUNTIME)

$(INSTALLED): pyproject.toml $(PLUGINS) | $(RUNTIME)
	$(PIP) --no-deps --no-build-isolation --editable . $(foreach plugin,$(PLUGINS),--editable $(dir $(plugin)))
	@touch $@

# pip-tools is used here alone, so it stays out of the environment that everything else runs in.
LOCK_VENV := build/lock
COMPILE = CUSTOM_COMPILE_COMMAND='make lock' $(LOCK_VENV)/bin/pip-compile --quiet --upgrade --generate-hashes \
  --strip-extras --allow-unsafe --no-emit-options

lock: | $(BIN)/python
	$(BIN)/python -m venv $(LOCK_VENV)
	$(LOCK_VENV)/bin/python -m pip --disable-pip-version-check -qq install 'pip-tools>=7.4'
	$(COMPILE) --build-deps-for wheel --output-file requirements/runtime.txt pyproject.toml
	$(COMPILE) --build-deps-for wheel --extra dev --constraint requirements/runtime.txt --output-file requirements/dev.txt pyproject.toml
