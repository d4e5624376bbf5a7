# `make` prints what there is.  Two commands do everything: `make run` and `make test`.

SHELL := /bin/sh
VENV  := .venv
# The first Python from 3.11 on that can make a virtual environment.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$p; break; }; done)
ON_POSTGRES := tests/services tests/selectors tests/models tests/api tests/admin tests/web tests/security
BIN := $(VENV)/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --require-hashes

.PHONY: help run test suites compile check lint types contracts fmt coverage lock bench bench-reading bench-retrieval proof-kill proof-leases screenshots seed up clean

help:  ## print this
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/run  ## start the whole workbench here (HOST, PORT, DATA_DIR)
	@exec $(BIN)/python manage.py workbench

test: check compile  ## install what the tests need, then run them all
	@$(BIN)/python -m tests.servers -- $(MAKE) --no-print-directory suites

# Called with the private servers running: all on SQLite, then what touches the
# database once more on PostgreSQL.  The reader runs as it is written, and what tests it
# once more as it was compiled.
suites: export READER_INTERPRETED := 1
suites:
	$(BIN)/python -m pytest --quiet --numprocesses 2 --dist loadfile
	env -u READER_INTERPRETED $(BIN)/python -m pytest --quiet --numprocesses 2 \
		--dist loadfile tests/engine
	DATABASE_URL="$$TEST_DATABASE_URL" $(BIN)/python -m pytest --quiet --numprocesses 2 \
		--dist loadfile -m "not real and not browser" $(ON_POSTGRES)

compile: $(VENV)/test  ## build the reader as machine code: twice as fast (a minute, once)
	@$(BIN)/python manage.py compile_reader --if-possible

check: lint types contracts  ## everything static
	$(BIN)/python manage.py makemigrations --check --dry-run

lint: $(VENV)/test  ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --quiet

types: $(VENV)/test  ## strict types
	$(BIN)/mypy claims factcheck

contracts: $(VENV)/test  ## who may import whom
	$(BIN)/lint-imports

fmt: $(VENV)/test  ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

coverage: $(VENV)/test  ## which lines no test reaches (SQLite, without real workers)
	$(BIN)/python -m pytest --quiet --numprocesses 2 --dist loadfile -m "not real" \
		--cov=claims --cov-branch --cov-report=term-missing:skip-covered

bench: $(VENV)/test  ## measure the desk at ten thousand claims
	@$(BIN)/python -m tests.servers -- $(BIN)/python bench/desk.py

bench-reading: compile  ## measure the reader of numbers beside its peers
	@$(BIN)/python bench/reading.py --peers

bench-retrieval: $(VENV)/test  ## measure the library's search beside BM25
	@$(BIN)/python -m tests.servers -- $(BIN)/python bench/finding.py

proof-kill: $(VENV)/test  ## kill workers twenty times during 500 jobs
	@$(BIN)/python -m tests.servers -- $(BIN)/python bench/killing.py

proof-leases: $(VENV)/test  ## fifty people take five hundred claims at once
	@$(BIN)/python -m tests.servers -- $(BIN)/python bench/leasing.py

screenshots: $(VENV)/test  ## every page at two widths, for docs/screenshots/
	@$(BIN)/python -m tests.browser.screenshots

seed: $(VENV)/run  ## add the demonstration articles and documents
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py seed

up:  ## the real parts in containers
	docker compose up --build

lock:  ## resolve pyproject.toml again into requirements/ (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --extra embedded --extra prod pyproject.toml -o requirements/run.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --extra embedded --extra prod --extra test \
		-c requirements/run.txt pyproject.toml -o requirements/test.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --group peers -o requirements/peers.txt
	echo pip | uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate - -o requirements/pip.txt

clean:  ## remove the environment and caches; the data stays
	rm -rf $(VENV) .venv-peers .compiled .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The pip that came with Python may be older than 23.3, which takes a newer release than
# the locked one for a package asked for with an extra, and then stops at its hash.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later with venv is needed."; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) -r requirements/pip.txt

# A stamp for each set: what is installed is what the lock says.
$(VENV)/run: requirements/run.txt | $(BIN)/python
	@test -e $(VENV)/test || { echo "Installing ..."; $(PIP) -r $<; }
	@touch $@

$(VENV)/test: requirements/test.txt | $(BIN)/python
	@echo "Installing ..."
	@$(PIP) -r $<
	@touch $@ $(VENV)/run
