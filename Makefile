.PHONY: setup run dev test bench lint lock

setup:  ## everything the project needs, into .venv and node_modules
	@scripts/setup.sh

run: setup  ## the demo on http://127.0.0.1:8000 (PORT=…), with an invented municipality
	@scripts/run.sh

dev: setup  ## Django's own server, which follows your changes
	@scripts/run.sh --dev

test:  ## all tests, on SQLite and on PostgreSQL
	@scripts/setup.sh --tests
	@scripts/test.sh

bench:  ## measures the pages with 10, 1,000 and 10,000 programmes: SIZES="10 1000" ROUNDS=20 DOC=1
	@scripts/setup.sh --tests
	@scripts/with_postgres.sh .venv/bin/python -m bench $(if $(SIZES),--sizes $(SIZES)) \
		$(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(DOC),--document)

lint:  ## style and types, tidied where that is safe
	@scripts/setup.sh --tests
	.venv/bin/python -m ruff check --fix .
	.venv/bin/python -m ruff format .
	.venv/bin/python -m mypy .

lock: setup  ## the locks after a change in pyproject.toml or package.json; UPGRADE=1 takes what is newest
	@scripts/lock.sh
