# Needs Python 3.11 or newer and make; everything else is installed into .venv.
# A stamp file in .venv records each installed set, so that nothing is installed twice.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# mutants of the corpus: how many, from which seed on, in how many processes
N ?= 10000
SEED ?= 1
JOBS ?= 2

.PHONY: help demo test check mutate fuzz bench bench-charts bench-large schema docs picture wheel clean

help:
	@echo "make demo     install, import the sample data, print a trend, draw charts into demo/"
	@echo "make test     all gates, then the tests with coverage"
	@echo "make check    the gates alone: ruff, mypy, import-linter, docs/cli.md, docs/findings.md"
	@echo "make mutate   import N=10000 damaged workbooks (SEED=1 JOBS=2): none may be read wrong"
	@echo "make fuzz     damaged files of every format for SECONDS=600, SEED=1"
	@echo "make bench    measure speed, rewrite docs/benchmarks.md"
	@echo "make bench-charts  measure charts and exports, rewrite their part of docs/benchmarks.md"
	@echo "make schema   rewrite migrations/schema.sql from the migrations"
	@echo "make docs     rewrite docs/cli.md from --help, docs/findings.md from the findings"
	@echo "make picture  rewrite the pictures of the README, docs/charts.md and docs/importing.md"
	@echo "make wheel    build dist/*.whl"
	@echo "make clean    delete what the targets above made, .venv too"

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(PIP) install --editable ".[dev]"
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-bench: pyproject.toml | $(BIN)/python
	$(PIP) install --editable ".[dev,bench]"
	@touch $@ $(VENV)/.installed-dev $(VENV)/.installed

demo: $(VENV)/.installed
	$(BIN)/parreform demo --out demo

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/write_cli.py --check
	$(BIN)/python docs/write_findings.py --check

# pytest runs last: its closing line is the last line of the output
test: check
	@$(BIN)/python -m pytest --cov --cov-report=term

# ends with an error and the recipes to replay if a single mutant is read as something it does not say
mutate: $(VENV)/.installed-dev
	$(BIN)/python -m tests.mutate --count $(N) --seed $(SEED) --jobs $(JOBS)

SECONDS ?= 600
fuzz: $(VENV)/.installed-dev
	$(BIN)/python tests/fuzz.py --seconds $(SECONDS) --seed $(SEED)

bench-large: $(VENV)/.installed-bench
	$(BIN)/python benchmarks/large.py

bench-charts: $(VENV)/.installed-bench
	$(BIN)/python benchmarks/charts.py

bench: $(VENV)/.installed-bench
	$(BIN)/python benchmarks/bench.py

schema: $(VENV)/.installed
	$(BIN)/python migrations/write_schema.py

docs: $(VENV)/.installed
	$(BIN)/python docs/write_cli.py
	$(BIN)/python docs/write_findings.py

picture: demo
	mkdir -p docs/img
	cp demo/trend.png docs/img/trend-ha-noi.png
	$(BIN)/python docs/write_charts.py
	$(BIN)/python docs/write_screens.py

wheel: $(VENV)/.installed-dev
	rm -rf dist
	$(BIN)/python -m build --wheel --outdir dist

clean:
	rm -rf $(VENV) demo dist build .coverage htmlcov .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
