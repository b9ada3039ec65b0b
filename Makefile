# Every target makes what it needs. `make run` and `make test` are all a new user has to know.
# PYTHON=/path/to/python3 names the Python of a new environment.
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -q -n auto --dist worksteal
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-strip-extras --no-annotate --custom-compile-command 'make lock' $(UPGRADE)
EXTRAS := --extra postgres --extra queue
export PYTHON
# Compiled modules are kept: tests start hundreds of processes, each of which would compile the package anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test help check quick lint types coverage audit bench bench-report bench-check bench-record mutants golden simulate pictures lock upgrade-lock floors venv dev clean fuzz hostile memory

run: venv ## serve config/ on http://127.0.0.1:8000; PORT=8080 moves it
	$(BIN)/feedsvc run --sign-in

test: dev ## run the whole test suite
	$(PYTEST)

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1	\2/p' Makefile | expand -t 14

check: lint types coverage bench-check ## the gate: lint, types, all tests and what they cover, no loop dearer

# Decisions are pure, and nobody may pass the address guard, or lose a claim or a poll: every branch is covered.
EVERY_BRANCH := feedsvc/decide/*,feedsvc/fetch/addresses.py,feedsvc/fetch/targets.py,feedsvc/fetch/resolve.py,$\
feedsvc/schedule/dispatch.py,feedsvc/schedule/lines.py,feedsvc/schedule/faults.py,feedsvc/schedule/hosts.py,$\
feedsvc/store/sources.py,feedsvc/store/claims.py,feedsvc/store/turns.py,feedsvc/store/configured.py,$\
feedsvc/store/polls.py,feedsvc/store/pastpolls.py,feedsvc/store/changes.py,feedsvc/store/touched.py,feedsvc/store/rewritten.py,$\
feedsvc/store/sighted.py,feedsvc/store/storykeys.py,feedsvc/store/holds.py,feedsvc/store/membership.py,feedsvc/store/search.py,feedsvc/store/rows.py
# Of everything else so much is covered within the tests' own processes; what only runs in children is not counted.
FLOOR := 95

coverage: dev ## run all tests; they cover every branch of decisions, address guard and poll, and 95 % of all
	$(PYTEST) --cov=feedsvc --cov-branch --no-cov-on-fail --cov-report=
	$(BIN)/coverage report --include='$(EVERY_BRANCH)' --show-missing --skip-covered --fail-under=100
	$(BIN)/coverage report --skip-covered --fail-under=$(FLOOR)

quick: lint types ## lint, types and the tests that need no process, browser or server of their own
	$(PYTEST) -m "not slow"

lint: dev ## ruff and the layers of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: dev ## mypy
	$(BIN)/mypy

audit: dev ## look the locked packages up in the lists of known vulnerabilities
	$(BIN)/pip-audit -r requirements-installer.lock -r requirements.lock -r requirements-browser.lock --require-hashes --disable-pip --progress-spinner off

bench: dev ## measure, and say which figure misses its goal
	$(BIN)/python bench/run.py

# Plots and rivals have environments of their own.
bench-report: dev ## measure what grows with what, beside other programs: bench/RESULTS.md
	$(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python .venv-bench
	$(BIN)/uv pip install --quiet --python .venv-bench matplotlib
	$(BIN)/python bench/report.py $(REPORT)

bench-check: dev ## no loop that reads, decides or renders needs 15 % more instructions than recorded
	$(BIN)/python bench/check.py

bench-record: dev ## record what they need now
	$(BIN)/python bench/check.py --record

SAMPLE := 200
mutants: dev ## change decisions, address guard and dispatcher in small ways, and count what no test notices; SEED=11 draws others
	$(BIN)/python .ci/mutants.py $(SAMPLE) $(SEED)

fuzz: dev ## look for inputs that break something: TARGET=dates (all) MINUTES=10
	$(BIN)/python -m tests.fuzzing.fuzz "$(TARGET)" $(or $(MINUTES),10)

memory: dev ## poll and serve for six hours in nine minutes, and say whether memory grows
	$(BIN)/python bench/memory.py

hostile: dev ## draw 500 hostile pages under strace, and poll beside them; half an hour, needs Chromium
	$(BIN)/python bench/hostile.py --pages 500
	$(BIN)/python bench/beside.py

golden: dev ## renew the kept results of tests, and show what has changed in them
	FEEDSVC_GOLDEN=write $(PYTEST) -m golden
	git add --intent-to-add tests && git --no-pager diff -- tests

simulate: dev ## poll and schedule under one seed after the other, without end; SEED=7 begins there
	$(BIN)/python -m tests.simulation $(SEED)

pictures: dev ## take the README's pictures anew, of made-up pages; needs a Chromium
	FEEDSVC_PICTURES=write $(BIN)/python -m pytest -q tests/builder/test_pictures.py

lock: dev ## make the locks again, for what pyproject.toml has come to ask for; upgrades nothing
	$(COMPILE) --group installer -o requirements-installer.lock >/dev/null
	$(COMPILE) $(EXTRAS) -o requirements.lock pyproject.toml >/dev/null
	$(COMPILE) $(EXTRAS) --extra dev -c requirements.lock -c requirements-installer.lock -o requirements-dev.lock pyproject.toml >/dev/null
	echo 'playwright' | $(COMPILE) -c requirements-dev.lock -o requirements-browser.lock - >/dev/null

upgrade-lock: ## lock the newest releases
	$(MAKE) lock UPGRADE=--upgrade

floors: dev ## run the quick tests with the lowest releases that pyproject.toml allows
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-floors
	$(BIN)/uv pip compile --quiet --resolution lowest-direct --python .venv-floors $(EXTRAS) --extra dev --group installer -o .venv-floors/floors.txt pyproject.toml >/dev/null
	$(BIN)/uv pip install --quiet --python .venv-floors -r .venv-floors/floors.txt
	$(BIN)/uv pip install --quiet --python .venv-floors --no-deps --no-build-isolation --editable .
	.venv-floors/bin/python -m pytest -q -n auto --dist worksteal -m "not slow"

venv: ## make .venv from the locks
	@sh .ci/venv.sh runtime

dev: ## make .venv with the tools for tests
	@sh .ci/venv.sh dev

clean: ## remove all that was made
	rm -rf .venv .venv-floors .venv-bench .venv-mutants mutants var build dist *.egg-info .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: release
release: dev ## wheel and sdist of the newest version in CHANGELOG.md, tested where there is no checkout
	.ci/release
