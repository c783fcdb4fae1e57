# Two commands matter: 'make run' and 'make test'. Both set up what they need first.
#   make run [PORT=8000] [TLS=1] [HOST=name-or-address-of-this-machine-as-a-phone-reaches-it]

SHELL := bash
PORT ?= 8000
HOST ?=
TLS ?=
PYTHON ?=
export PYTHON

.PHONY: run test test-fast bench faults pictures lock clean ready

run:
	@PORT='$(PORT)' HOST='$(HOST)' TLS='$(TLS)' .ci/serve.sh

test: ready
	@.ci/browsers.sh
	@.ci/postgresql.sh
	@.venv/bin/python .ci/checks.py all

test-fast: ready
	@.venv/bin/python .ci/checks.py fast

bench: ready
	@.ci/browsers.sh
	@.ci/postgresql.sh
	@.ci/phone.sh build
	@.venv/bin/python -m tests.bench

faults: ready
	@.ci/browsers.sh
	@.ci/postgresql.sh
	@.ci/phone.sh build
	@.venv/bin/python -m pytest -m faults tests

pictures: ready
	@.ci/browsers.sh
	@.ci/phone.sh build
	@.venv/bin/python -m tests.pictures

ready:
	@.ci/environment.sh
	@.ci/phone.sh parts

lock:
	@.ci/lock.sh

clean:
	rm -rf .venv build var pwa/node_modules pwa/dist pwa/dist-before *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
