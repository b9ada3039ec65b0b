# Every target makes what it needs. `make run` and `make test` are all a new user has to know.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test check lint types decisions audit venv dev bench clean

run: venv
	$(BIN)/feedsvc run

test: dev
	$(BIN)/python -m pytest -q -n auto --dist worksteal

check: lint types decisions test

# Decisions are pure, so every branch of them is covered.
decisions: dev
	$(BIN)/python -m pytest -q tests/decide --cov=feedsvc.decide --cov-branch --cov-fail-under=100 --no-cov-on-fail --cov-report=

audit: dev
	$(BIN)/pip-audit -r requirements.lock --require-hashes --disable-pip --progress-spinner off

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: dev
	$(BIN)/mypy

bench: dev
	$(BIN)/python bench/run.py

venv: $(VENV)/.runtime

dev: $(VENV)/.dev

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(INSTALL) --require-hashes -r requirements-dev.lock
	touch $@

clean:
	rm -rf $(VENV) var build *.egg-info .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: release
release: venv ## wheel and sdist of the newest version in CHANGELOG.md, tested where there is no checkout
	.ci/release
