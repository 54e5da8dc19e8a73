# Two commands on a fresh machine: `make demo` and `make test`. Python 3.11 or newer and pip do.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: demo test check lint bench calibrate docs screenshots lock browser postgresql clean

demo: $(STAMP)
	$(BIN)/minaoshi demo

test: $(STAMP) browser postgresql
	@echo "== tests"
	$(BIN)/python -m pytest -q

check: lint test

lint: $(STAMP)
	@echo "== layout and lint"
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@echo "== types"
	$(BIN)/mypy
	@echo "== SQL"
	$(BIN)/sqlfluff lint --processes 2 etl queries
	@echo "== who imports whom"
	$(BIN)/lint-imports

bench: $(STAMP)
	$(BIN)/python -m bench

calibrate: $(STAMP)
	$(BIN)/python -m bench.calibrate

docs: $(STAMP)
	$(BIN)/python -m queries.catalog

# Every page of the sample center in both languages, themes and all sizes: look at them.
screenshots: $(STAMP) browser
	$(BIN)/minaoshi demo --folder bench/work/screenshots --no-serve
	$(BIN)/minaoshi audit --warehouse bench/work/screenshots/demo.duckdb draw \
	    --out bench/work/screenshots/audit.xlsx
	$(BIN)/python -m dashboard.screenshots screenshots --warehouse bench/work/screenshots/demo.duckdb --whole

lock: $(STAMP)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras \
	    --generate-hashes --no-emit-index-url --no-header -o requirements.lock pyproject.toml

$(STAMP): requirements.lock pyproject.toml
	@echo "== installing into $(VENV)"
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	    { $(PYTHON) -m pip install --quiet virtualenv && $(PYTHON) -m virtualenv $(VENV); }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

# The browser tests want a Chromium and a Japanese font: one that is there, or Debian's.
browser: $(STAMP)
	@$(BIN)/python tests/install_browser.py

# The journal is tested on SQLite always, and on a PostgreSQL when there is one or Debian's can be had.
postgresql: $(STAMP)
	@$(BIN)/python tests/install_postgresql.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
