# `make` alone lists the verbs. All of them run in .venv, made on first use (in place of any other
# .venv) and renewed when the pins change.
# Needs make and a Python of 3.11 or newer with venv: make PYTHON=python3.12 test

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -qq
PINS   := constraints.txt
ARGS   ?=
PROFILE ?= more

export PYTHONTZPATH =
export PYTHONDONTWRITEBYTECODE = # tests start hundreds of programs, which would compile everything anew
export PYRIGHT_PYTHON_GLOBAL_NODE = off
export PYRIGHT_PYTHON_IGNORE_WARNINGS = 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test test-engines test-browser fix lint types laws hostile oracle zones matrix mutants notebooks docs bench bench-docs check

help:
	@echo "make demo    two reports on real tickets: a ServiceNow log of 2016, Boston 311 of 2011"
	@echo "make notebooks  run the notebooks of examples/notebooks, and keep in them what they show"
	@echo "make test    every test, in random order, and the branches that they reach; ARGS='tests/calendars -k night' picks some"
	@echo "make test-engines  the recipes on Spark, Dask and Ray, in .venv-engines; needs a Java 17"
	@echo "make test-browser  the displays in Chromium, in .venv-browser; SLACAL_BROWSER names one that is not on PATH"
	@echo "make fix     put the code into its form"
	@echo "make lint    is the code in its form? ruff, every rule"
	@echo "make types   mypy and pyright, both strict"
	@echo "make laws    the properties with 2,000 examples, and 500 tickets of 50 steps; PROFILE=long draws 20,000, over a night"
	@echo "make hostile 20,000 bad inputs, of twenty kinds, at every public door: a minute or two"
	@echo "make oracle  a million answers, and a million rows, against the oracle's stretches; a whole log, row by row"
	@echo "make zones   a window around every clock change of every zone, 2000 to 2037"
	@echo "make matrix  the tests on other Pythons, oldest and newest dependencies, odd surroundings; ARGS='3.13 lowest'"
	@echo "make mutants which small changes of the code does no test notice? two hours and more; ARGS='--new' all but those in the list, ARGS='spans calendars/compile.py' or ARGS='--sample 1000 engine' some"
	@echo "make docs    build the pages into build/site; dead links and foreign scripts fail"
	@echo "make bench   all figures of speed in one table, beside other libraries; ARGS='batch log' picks some"
	@echo "make bench-docs  put the figures of the last make bench into the page on speed"
	@echo "make check   all that must hold before a change lands: test, lint, types, docs"

# ---- the two reports: change their commands here

SERVICENOW = report examples/demo/servicenow.yaml examples/data/incident_events_2016.csv.gz \
	--mapping examples/demo/servicenow.columns.toml --zone UTC --as-of 2017-06-01T00:00:00Z \
	--out build/servicenow_cycles.csv
BOSTON = report examples/demo/boston311.yaml examples/data/boston311_2011h2.csv.gz \
	--mapping examples/demo/boston311.columns.toml --zone America/New_York --as-of 2020-01-01T00:00:00-05:00 \
	--out build/boston311_cycles.csv

demo: $(VENV)/test.stamp
	@mkdir -p build
	$(BIN)/slacal $(SERVICENOW)
	$(BIN)/slacal $(BOSTON)

# ---- the verbs

notebooks: $(VENV)/test.stamp
	$(BIN)/python -m tools.notebooks $(ARGS)

# Coverage rests on what is the same in every run: tests/tracing.py leaves out what is drawn, and long searches.
FLOORS := src/slacal/spans/*,src/slacal/timeline/*,src/slacal/calendars/*,src/slacal/engine/*

test: $(VENV)/test.stamp
ifeq ($(ARGS),)
	@mkdir -p build
	@$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -n auto
	@$(BIN)/coverage combine -q
	$(BIN)/coverage report --fail-under=100 --include="$(FLOORS)"
	$(BIN)/coverage report
else
	$(BIN)/python -m pytest -q -n auto $(ARGS)
endif

fix: $(VENV)/checks.stamp
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

lint: $(VENV)/checks.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/checks.stamp $(VENV)/test.stamp $(VENV)/docs.stamp  # the tools of the docs are checked too
	$(BIN)/mypy & mypy=$$!; $(BIN)/pyright --threads 2 --project . --pythonpath $(BIN)/python; found=$$?; wait $$mypy && exit $$found

laws: $(VENV)/test.stamp
	$(BIN)/python -m pytest -q -n auto -m hypothesis --hypothesis-profile=$(PROFILE) $(ARGS)
	$(BIN)/python -m pytest -q -m exhaustive tests/laws/test_ticket_machine.py

hostile: $(VENV)/test.stamp
	$(BIN)/python -m pytest -q -n auto -m exhaustive tests/laws/test_bad_input.py

oracle: $(VENV)/test.stamp
	$(BIN)/python -m pytest -q -m exhaustive tests/laws/test_differential.py tests/batch

zones: $(VENV)/test.stamp
	$(BIN)/python -m pytest -q -n auto -m exhaustive tests/conformance/test_every_clock_change.py

ENGINES := .venv-engines

test-engines:
	@$(MAKE) --no-print-directory VENV=$(ENGINES) $(ENGINES)/engines.stamp
	$(ENGINES)/bin/python -m pytest -q -m engines tests/engines $(ARGS)

BROWSER := .venv-browser

test-browser:
	@$(MAKE) --no-print-directory VENV=$(BROWSER) $(BROWSER)/browser.stamp
	$(BROWSER)/bin/python -m pytest -q -m browser tests/browser $(ARGS)

matrix:
	$(PYTHON) tools/matrix.py $(ARGS)

MUTANTS := .venv-mutants

mutants:
	@$(MAKE) --no-print-directory VENV=$(MUTANTS) $(MUTANTS)/mutants.stamp
	nice -n 10 $(MUTANTS)/bin/python -m tools.mutants $(ARGS)

docs: $(VENV)/docs.stamp
	$(BIN)/zensical build --strict --clean
	@{ printf 'var __index='; cat build/site/search.json; } > build/site/search.js  # for pages opened from a folder
	@! grep -rEn --include='*.html' '<(script|link)[^>]+(src|href)="?https?:' build/site

RIVALS := .venv-rivals

bench: $(VENV)/test.stamp
	@$(MAKE) --no-print-directory VENV=$(RIVALS) PINS=constraints-rivals.txt $(RIVALS)/rivals.stamp
	$(BIN)/python -m bench.all --rivals $(RIVALS)/bin/python --keep build/bench.json $(ARGS)

bench-docs: $(VENV)/test.stamp
	$(BIN)/python -m tools.speed_page docs/explanation --data build/bench.json

check: test lint types docs

# ---- the environment: one stamp for each dependency group, made anew when what it was made from has changed;
# what is imported is compiled then, and most of what comes along never is

$(VENV)/%.stamp: $(VENV)/made.stamp pyproject.toml $(PINS)
	@echo "installing slacal and its group '$*' into $(VENV)"
	@$(PIP) install --no-compile --constraint $(PINS) --build-constraint $(PINS) --editable '.[all]' --group $*
	@touch $@

$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "slacal needs Python 3.11 or newer, and '$(PYTHON)' is not; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "making $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --upgrade --constraint $(PINS) pip
	@touch $@

.PRECIOUS: $(VENV)/%.stamp
