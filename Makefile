# Lectern. `make help` lists what there is; everything needs only Python 3.11 or newer.

VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt
NEEDS  := pyproject.toml constraints.txt
# What needs no load to hold: the migrations, the routes, fields, events and metrics that are promised.
CONTRACT := tests/server/test_migrating.py tests/server/test_widening.py \
  $(addprefix tests/contract/test_,routes.py shapes.py events.py metrics.py access.py)
# The newest Python that is there and new enough.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	  $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# A terminal calls its height LINES, too; only what was typed counts.
CHOSEN  = $(if $(findstring command,$(origin LINES)),$(LINES))
ROOT   := $(shell [ "$$(id -u)" = 0 ] && echo yes)

.DEFAULT_GOAL := help
.PHONY: help run test check format docs bench bench-short chaos mutants browser clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.ready ## Run everything on this machine; Ctrl-C stops it (PORT, HOST, DATA_DIR, DEMO_PASSWORD, RATE_LIMITS)
	@exec $(BIN)/python -m server dev

test: $(VENV)/.ready-dev browser ## Run all tests on real servers, with the coverage gates
	$(BIN)/python -m pytest -n 4 --dist worksteal --cov --cov-report=
	$(BIN)/python -m coverage report --fail-under=90
	$(BIN)/python -m coverage report --fail-under=100 --include='models/rules/*,realtime/session.py'

check: $(VENV)/.ready-dev ## Check style, types, the arrows between packages, migrations and the API contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q $(CONTRACT)

format: $(VENV)/.ready-dev ## Format the code and mend what ruff can
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

bench: $(VENV)/.ready-dev ## Measure what docs/performance.md promises, peers beside us (LINES="F1 H2" for some)
	$(BIN)/python -m bench $(CHOSEN)

bench-short: $(VENV)/.ready-dev ## The same with small numbers; fails only on a ratio far off
	$(BIN)/python -m bench --short $(or $(CHOSEN),H2 A3 F2)

chaos: $(VENV)/.ready-dev ## Let 300 bots play while everything fails, and prove that nothing is lost (10 minutes)
	$(BIN)/python -m tests.faults.chaos

mutants: $(VENV)/.ready-dev ## Break each protection in a copy, and see its test fail
	$(BIN)/python -m tests.faults.broken

docs: $(VENV)/.ready-dev ## Write docs/reference and docs/guarantees.md from the code and its tests
	$(BIN)/python -m server docs
	$(BIN)/python -m tests.guarantees

# A browser is needed by the browser tests only. It comes from the system: a library cannot bring one.
browser:
	@[ -x /usr/bin/chromium-headless-shell ] && exit 0; \
	if [ "$(ROOT)" = yes ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq; for name in chromium-headless-shell chromium; do \
	    apt-get install -y -qq --no-install-recommends $$name fonts-noto-core >/dev/null && exit 0; done; \
	fi; \
	[ -x /usr/bin/chromium ] && exit 0; \
	echo "################################################################################"; \
	echo "##  NO CHROMIUM HERE, and it could not be installed: BROWSER TESTS WILL NOT RUN  ##"; \
	echo "################################################################################"

clean: ## Remove .venv and caches; keeps the data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info

$(VENV)/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "Lectern needs Python 3.11 or newer with venv (Debian: apt-get install python3-venv)."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(NEEDS) | $(VENV)/bin/python
	@echo "Installing the libraries into $(VENV) …"
	@$(PIP) -e .
	@touch $@

$(VENV)/.ready-dev: $(NEEDS) | $(VENV)/bin/python
	@echo "Installing the libraries and the tools into $(VENV) …"
	@$(PIP) -e ".[dev]"
	@touch $@ $(VENV)/.ready
