# ccmdesk: `make run` and `make test` are all a newcomer needs.
SHELL := /bin/bash
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := out
COMMIT = $(shell git rev-parse --short HEAD 2>/dev/null || echo unknown)

.PHONY: run setup system catalogues test gates day check lint bench soak histories faults fuzz mutants sbom audit package clean

run: setup
	@$(BIN)/python packaging/run_demo.py --out $(OUT)

setup: system $(VENV)/.ready catalogues

system:
	@bash packaging/system_packages.sh

$(VENV)/.ready: requirements/dev.txt pyproject.toml
	@bash packaging/make_venv.sh $(PY) $(VENV)
	@touch $@

catalogues: $(VENV)/.ready
	@$(BIN)/python packaging/catalogues.py compile

test: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n 2 --no-loadscope-reorder --max-worker-restart 0

day: setup
	@bash packaging/screen_packages.sh
	CCMDESK_DAY=1 $(BIN)/pytest tests/day

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	@# What users run, and what builds it. Tests and benches, which nobody installs, are held by ruff's S rules alone.
	$(BIN)/bandit -q -r ccmdesk packaging 2> >(grep -v 'but no failed test' >&2)

gates: setup
	@mkdir -p $(OUT)
	CCMDESK_LONG=1 QT_QPA_PLATFORM=offscreen:configfile=tests/ui/laptop.json nice $(BIN)/python tests/whole.py $(or $(FILE),$(OUT)/gates-$(COMMIT).csv) tests/ui/test_gates.py --processes $(or $(PROCESSES),2)

check: lint test

bench: setup
	$(BIN)/pip install -q --no-deps --require-hashes -r requirements/bench.txt
	$(BIN)/python bench/store.py
	$(BIN)/python bench/size.py --folder $(OUT)/bench/size
	$(BIN)/python bench/hub.py
	$(BIN)/python bench/server.py
	$(BIN)/python bench/pdf.py
	$(BIN)/python bench/exchange.py --folder $(OUT)/bench
	$(BIN)/python bench/desktop.py --folder $(OUT)/bench

faults: setup
	@mkdir -p $(OUT)
	CCMDESK_FAULTS=1 CCMDESK_CUTS=$(or $(CUTS),12500) CCMDESK_KILLS=$(or $(KILLS),2000) CCMDESK_DAMAGED=$(or $(DAMAGED),20000) nice $(BIN)/python tests/whole.py $(or $(FILE),$(OUT)/faults-$(COMMIT).csv) tests/faults tests/db/test_killed_writers.py --processes $(or $(PROCESSES),2)

fuzz: setup
	$(BIN)/pip install -q --no-deps --require-hashes -r requirements/fuzz.txt
	@for parser in $(or $(PARSERS),$$($(BIN)/python tests/faults/fuzz.py names)); do \
	  echo "$$parser, seed $(or $(SEED),1)"; \
	  nice $(BIN)/python tests/faults/fuzz.py $$parser --minutes $(or $(MINUTES),7) --seed $(or $(SEED),1) --corpus $(OUT)/fuzz || exit 1; \
	done

$(OUT)/mutmut/.ready: requirements/mutants.txt $(VENV)/.ready
	rm -rf $(OUT)/mutmut
	$(BIN)/pip install -q --no-deps --require-hashes --target $(OUT)/mutmut -r requirements/mutants.txt
	@touch $@

mutants: setup $(OUT)/mutmut/.ready
	nice -n 19 $(BIN)/python packaging/mutants.py $(OUT)/mutants $(AREAS) --mutmut $(OUT)/mutmut $(if $(AGAIN),--again)

soak: setup
	$(BIN)/python tests/soak/run_soak.py --minutes $(or $(MINUTES),20)

histories: setup
	@mkdir -p $(OUT)
	nice $(BIN)/python tests/db/many_histories.py $(or $(FILE),$(OUT)/histories.csv) --processes $(or $(PROCESSES),2)

sbom: setup
	$(BIN)/python packaging/sbom.py $(OUT)/ccmdesk.cdx.json

audit: setup
	$(PY) -m venv $(OUT)/audit
	$(OUT)/audit/bin/pip install -q --no-deps --require-hashes -r requirements/audit.txt
	$(BIN)/python packaging/audit.py $(OUT)/audit/bin/pip-audit $(if $(OSV),--osv $(OSV))

# The same commit gives the same bytes, wherever and whenever it is built.
package: setup
	SOURCE_DATE_EPOCH=$(or $(shell git log -1 --format=%ct 2>/dev/null),1580601600) $(BIN)/python -m build --wheel --no-isolation --outdir dist

clean:
	rm -rf $(OUT) shots dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +
	find translations -name '*.mo' -delete
