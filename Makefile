# Every target works on a fresh clone: each prepares .venv itself first.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

PYTHON := .venv/bin/python
# The molecule scenarios named ROLE or ROLE-*; all of them where it is empty.
ROLE ?=
# Port of the local AWS (4566 is LocalStack's) and how many seconds its slow kinds take.
export CLOUD_PORT ?= 4566
export CLOUD_DELAYS ?=
# Tests that can run side by side do, as many as there are cores.
export WORKERS ?= auto
# The release that `make changelog` writes.
VERSION ?= $(shell sed -n 's/^version: //p' collections/ansible_collections/knowledge/aws/galaxy.yml)

.PHONY: help setup demo test quick lint unit contract molecule stack picture test-faults newest oldest cloud cloud-stop bench docs changelog

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | while IFS=$$'\t' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

setup: ## make .venv from the pinned requirements (no-op when it is up to date)
	@scripts/setup.sh

demo: setup ## plan, build and re-run the production stack on the local AWS, and show it
	@scripts/demo.sh

test: lint unit contract molecule stack picture ## everything: lint, unit, contract, molecule, whole stack, its picture

quick: setup ## what a change needs in two minutes: its files linted, fast tests, one scenario (SCENARIO=vpc)
	@scripts/quick.sh

lint: setup ## ansible-lint, yamllint, ruff, types, syntax of every playbook
	@scripts/lint.sh

# Everything below tests/ that needs no other part of the project than its Python; the folders with targets of their own are left out.
UNIT := $(filter-out tests/contract/ tests/stack/ tests/faults/ tests/picture/ tests/support/ tests/__pycache__/,$(wildcard tests/*/))

unit: setup ## tests of the Python code and of the local AWS, with coverage
	@echo "unit: $(UNIT)"
	@COVERAGE_CORE=sysmon $(PYTHON) -m pytest $(UNIT) -n $(WORKERS) --cov --cov-report=term:skip-covered

contract: setup ## tests that read the repository: names, defaults, documentation, pins
	@echo "contract: what the repository promises about itself"
	@$(PYTHON) -m pytest tests/contract -n $(WORKERS)

molecule: setup ## every role's scenarios on the local AWS; ROLE=vpc for those of one role
	@scripts/molecule.sh $(ROLE)

stack: setup ## the whole stack: plan, build, second run, drift, destroy
	@echo "stack: the whole stack on the local AWS, and some of its writes killed or lost"
	@$(PYTHON) -m pytest tests/stack tests/faults -m "not sweep" -n $(WORKERS)

picture: setup ## the picture of the whole stack in a real browser; screenshots are kept in .cache/pictures
	@echo "picture: every resource of the whole stack is to be seen, planned and built"
	@scripts/browser.sh >/dev/null
	@$(PYTHON) -m pytest tests/picture

test-faults: setup ## kill the run after every write, and lose the answer of every write (long)
	@echo "test-faults: every write of the network's roles in whole runs, every write of every kind in the engine; killed and lost"
	@$(PYTHON) -m pytest tests/faults tests/life/test_faults.py -n $(WORKERS)

newest: setup ## unit tests and Ansible's semantics with the newest ansible-core, pre-releases included
	@scripts/versions.sh newest

oldest: setup ## the same with the oldest ansible-core and amazon.aws that are promised
	@scripts/versions.sh oldest

cloud: setup ## start the local AWS in the background; then: . .cloud/env
	@scripts/cloud.sh start

cloud-stop: ## end the local AWS
	@scripts/cloud.sh stop

bench: setup ## measure calls, CPU, time and memory; kept in benchmarks/results.md
	@$(PYTHON) benchmarks/run.py

docs: setup ## write the module files and tables that come from the code
	@$(PYTHON) scripts/module_docs.py
	@$(PYTHON) scripts/filter_docs.py
	@$(PYTHON) scripts/role_docs.py

changelog: setup ## write CHANGELOG.rst from changelogs/fragments
	@.venv/bin/antsibull-changelog release --version $(VERSION) --refresh-fragments
