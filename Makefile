# Every target makes what it needs. `make run` and `make test` are all a new user has to know.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test check lint types coverage audit venv dev bench clean

run: venv
	$(BIN)/feedsvc run

test: dev
	$(BIN)/python -m pytest -q -n auto --dist worksteal

check: lint types coverage test

# Decisions are pure, and nobody may pass the address guard or lose a poll: every branch of these is covered.
EVERY_BRANCH := feedsvc/decide/*,feedsvc/fetch/addresses.py,feedsvc/fetch/targets.py,feedsvc/fetch/resolve.py,$\
feedsvc/store/polls.py,feedsvc/store/holds.py,feedsvc/store/membership.py,feedsvc/store/search.py,feedsvc/store/rows.py
THEIR_TESTS := tests/decide tests/fetch/test_addresses.py tests/fetch/test_targets.py tests/fetch/test_resolve.py \
	tests/attacks/test_addresses.py tests/store/test_polls.py \
	tests/store/test_sources.py tests/store/test_topics.py tests/store/test_search.py

coverage: dev
	$(BIN)/python -m pytest -q -n auto --dist worksteal $(THEIR_TESTS) \
		--cov=feedsvc.decide --cov=feedsvc.fetch --cov=feedsvc.store --cov-branch --no-cov-on-fail --cov-report=
	$(BIN)/coverage report --include='$(EVERY_BRANCH)' --show-missing --skip-covered --fail-under=100

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
