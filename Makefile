# Everything that is done to the project, by name. `make help` lists it.
PY ?= python3
VENV := .venv
NODE := tests/peers/node
# Of the way in the browser, PostgreSQL gets one; the others differ in the browser alone.
WAY := tests/browser/test_the_whole_way.py::test_an_application_is_filled_mended_submitted_returned_and_recommended[chinese]
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
# uv reads no pip configuration: a mirror that pip is told of is passed on, and no interpreter is ever downloaded.
export UV_PYTHON_DOWNLOADS := never
# Compiled once and kept, whatever the environment says: else every process that a test starts compiles anew.
export PYTHONDONTWRITEBYTECODE :=
INDEX := $(shell $(PY) -m pip config get global.index-url 2>/dev/null)
ifneq ($(INDEX),)
export UV_DEFAULT_INDEX ?= $(INDEX)
endif

# name of the lock, and where it is installed
define install
	test -x $(2)/bin/python || $(PY) -m venv $(2)
	$(2)/bin/python -m pip install -q --disable-pip-version-check 'uv==$(UV_VERSION)'
	$(2)/bin/uv pip install -q --python $(2)/bin/python --require-hashes -r $(1) \
	  || $(2)/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r $(1)
	$(2)/bin/uv pip install -q --python $(2)/bin/python --no-deps --no-build-isolation -e . \
	  || $(2)/bin/python -m pip install -q --no-deps --no-build-isolation -e .
endef

.PHONY: help setup run sample test test-city test-peers test-long check format map bench vendor lock clean
.DEFAULT_GOAL := help

# Two at a time on two cores; what takes long has targets of its own.
PYTEST := $(BIN)/pytest -q -n 2 --dist worksteal -m 'not long and not city'

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# The same on both databases, so asked on SQLite alone.
ONCE := --ignore-glob '*/test_constant_queries.py' --ignore-glob '*/test_served_headers.py'

setup: $(VENV)/.stamp ## set up the environment in .venv/ (the command is then .venv/bin/jiqun)

$(VENV)/.stamp: requirements.txt pyproject.toml
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(call install,requirements.txt,$(VENV))
	@touch $@

run: export JIQUN_DEMO := yes
run: sample ## assess the sample workbook, then start the demonstration city on http://127.0.0.1:8000
	@$(BIN)/jiqun demo
	@$(BIN)/jiqun serve

sample: $(VENV)/.stamp ## assess the sample workbook
	@$(BIN)/python scripts/sample.py var/sample.xlsx
	@$(BIN)/jiqun assess var/sample.xlsx --on 2026-05-01

test: $(VENV)/.stamp ## run the tests, those of the desk on SQLite and on PostgreSQL, the pages in Chromium
	@scripts/need chromium chromium
	@scripts/need pdftotext poppler-utils
	$(BIN)/python scripts/beside.py \
		"$(BIN)/python scripts/with_postgres.py $(PYTEST) tests/desk tests/web tests/jobs $(ONCE) --reuse-db" \
		"$(PYTEST) --ignore tests/peers --ignore tests/browser"
	$(PYTEST) tests/browser

test-city: $(VENV)/.stamp ## play a year, open every page of the city that it leaves; the whole way on PostgreSQL
	@scripts/need chromium chromium
	$(BIN)/pytest -q -n 2 tests/browser -m city
	$(BIN)/python scripts/with_postgres.py $(BIN)/pytest -q '$(WAY)'

test-peers: $(VENV)/.stamp $(VENV)/.stamp-peers $(NODE)/.stamp ## run the tests against LibreOffice, Spark, clamd, S3, OpenID Connect
	@scripts/need soffice libreoffice-calc-nogui
	@scripts/need java default-jre-headless
	@scripts/need clamd clamav-daemon
	@scripts/need chromium chromium
	$(BIN)/pytest -q tests/peers -m peers

test-long: $(VENV)/.stamp ## run the many-seed and many-mutation tests
	$(BIN)/pytest -q -n 2 --ignore tests/peers -m long

$(VENV)/.stamp-peers: requirements-peers.txt $(VENV)/.stamp
	$(call install,requirements-peers.txt,$(VENV))
	@touch $@

$(NODE)/.stamp: $(NODE)/package-lock.json
	@scripts/need node nodejs
	@scripts/need npm npm
	cd $(NODE) && npm ci --silent --no-audit --no-fund
	@touch $@

check: $(VENV)/.stamp ## run the static checks: format, lint, types, import contracts, sizes, map, lock
	$(BIN)/ruff format --check -q
	$(BIN)/ruff check -q
	$(BIN)/mypy
	$(BIN)/python -m tests.migrations
	$(BIN)/lint-imports
	$(BIN)/python scripts/sizes.py
	$(BIN)/python scripts/map.py --check

format: $(VENV)/.stamp ## put the code into its form
	$(BIN)/ruff format -q
	$(BIN)/ruff check -q --fix

map: $(VENV)/.stamp ## write docs/map.md: article, code, examples, tests
	$(BIN)/python scripts/map.py

bench: $(VENV)/.stamp ## measure against the peers, side by side (docs/benchmarks.md)
	$(call install,requirements-bench.txt,var/bench-venv)
	var/bench-venv/bin/python -m benchmarks
	$(BIN)/python -m benchmarks.pages

vendor: $(VENV)/.stamp ## fetch the vendored fonts, style sheet and icons again
	$(BIN)/python scripts/vendor_fonts.py
	$(BIN)/python scripts/vendor_web.py

lock: ## lock the dependencies again (names, versions and hashes; no address of any index)
	test -x $(BIN)/uv || ($(PY) -m venv $(VENV) && $(BIN)/python -m pip install -q 'uv==$(UV_VERSION)')
	$(BIN)/uv lock -q
	$(BIN)/uv export -q --frozen --group dev --no-emit-project -o requirements.txt
	$(BIN)/uv export -q --frozen --extra spark --no-dev --no-emit-project -o requirements-peers.txt
	$(BIN)/uv export -q --frozen --group bench --no-dev --no-emit-project -o requirements-bench.txt

clean: ## remove the environment and everything made here
	rm -rf $(VENV) var build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
