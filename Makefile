# The commands a person needs. Each makes what it needs first, and can be repeated.
PYTHON ?= python3
PORT ?= 8899
WORKERS ?= 4
BIN := .venv/bin

.PHONY: help course hub test environment machine types suite check bench lock release screenshot reference

help:
	@echo "make course      take the course in a browser on this machine (PORT=8899)"
	@echo "make hub         the course behind a JupyterHub with PostgreSQL on this machine, as an example municipality (PORT=8899)"
	@echo "make test        run all tests: Python, JavaScript, browser, accessibility (WORKERS=4 at once)"
	@echo "make bench       measure speed and memory beside stock Voila and stock nbgrader (BENCH=pages for one part)"
	@echo "make check       format, style and types, every module and data file, and known vulnerabilities of what is locked"
	@echo "make screenshot  draw the pictures of the README and of the authors' guides again"
	@echo "make reference   renew what tells authors of fields, in editors and in their guides"
	@echo "make release     build the wheel, its bills of materials (CycloneDX) and a list of licences in dist/"
	@echo "make lock        renew the lock files after a change in pyproject.toml"

course:
	@$(PYTHON) deploy/environment.py course
	@$(BIN)/kompetencevej serve --local --port $(PORT)

hub:
	@$(PYTHON) deploy/environment.py hub
	@$(BIN)/python -m deploy.one_machine --port $(PORT)

# hundreds of programs are started, which would each compile everything anew where bytecode is not kept
test: export PYTHONDONTWRITEBYTECODE =
test:
	@$(MAKE) --no-print-directory --jobs=2 environment machine
	@$(BIN)/python -m tests.prepare
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/kompetencevej check
	@$(MAKE) --no-print-directory --keep-going --jobs=2 types suite

environment:
	@$(PYTHON) deploy/environment.py test

# where this Python is too old for it, the environment's does it afterwards
machine:
	@$(PYTHON) -m tests.prepare machine || true

types:
	@$(BIN)/mypy

# what failed runs once more with nothing beside it, since a real browser or Hub may have met a busy machine; both runs are shown
suite: AGAIN = --last-failed --last-failed-no-failures none
suite:
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder || { [ $$? -eq 1 ] && $(BIN)/python -m pytest $(AGAIN); }

bench:
	@$(PYTHON) deploy/environment.py test
	@$(BIN)/python -m tests.prepare
	@$(BIN)/python -m tests.benchmarks $(BENCH)

check:
	@$(PYTHON) deploy/environment.py test
	@$(BIN)/ruff format . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/kompetencevej check
	@$(BIN)/python -m deploy.dependencies.vulnerabilities

release:
	@$(PYTHON) deploy/environment.py test
	@$(BIN)/python -m deploy.dependencies.release

screenshot:
	@$(PYTHON) deploy/environment.py test
	@$(BIN)/python -m tests.prepare
	@$(BIN)/python docs/screenshot.py
	@$(BIN)/python docs/pictures.py

reference:
	@$(PYTHON) deploy/environment.py test
	@$(BIN)/python docs/reference.py

lock:
	@$(PYTHON) deploy/environment.py test
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header -c requirements.lock --group build -o requirements-build.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra hub -c requirements.lock -c requirements-build.lock pyproject.toml -o requirements-hub.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra hub --extra test -c requirements-hub.lock -c requirements-build.lock pyproject.toml -o requirements-test.lock
