# Tripwright: `make up` sets everything up and starts it, `make chat` talks to it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
APP := .venv/bin/python
ENGINE := bot/.venv/bin/python
# Tests mostly wait, so one more runs than there are cores. Where a worker dies the run ends; started anew, it would hang.
WORKERS ?= $(shell echo $$(( $$(nproc) + 1 )))
export PYTHONPATH := $(CURDIR)

.PHONY: help setup up chat status test check lint train eval bench bench-plain backup restore reset lock

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## Build both environments, knowledge and models; what is built already is left alone
	@$(PYTHON) scripts/setup.py

up: setup ## Set up what is missing, then start engine, actions and gateway
	@exec $(APP) scripts/up.py

chat: ## Talk to the running assistant in the terminal
	@$(APP) -m connectors.terminal

status: ## Say which parts are up
	@$(APP) scripts/status.py

test: ## Set up what the tests need and run every test
	@$(PYTHON) scripts/setup.py --dev
	@$(MAKE) --no-print-directory lint
	$(ENGINE) -m pytest tests/bot tests/encoder -q
	$(APP) -m pytest -q -n $(WORKERS) --dist loadfile --max-worker-restart=0

check: lint ## The quick part: lint, types, layers, the widget, unit tests
	$(APP) -m pytest -q tests/house tests/travel tests/messages tests/actions

lint:
	$(APP) -m ruff check .
	$(APP) -m ruff format --check .
	$(APP) -m mypy messages travel world db recommender wording.py phrases.py settings.py startup.py
	.venv/bin/lint-imports
	npm --prefix widget run --silent check

train: ## Fine-tune the encoder and train the language model again (minutes)
	@$(PYTHON) scripts/setup.py --retrain

eval: ## Print how well sentences are understood
	$(APP) -m tests.nlu.evaluate

bench: ## Print start-up, memory, latency and throughput
	$(APP) -m tests.bench.run

bench-plain: ## The chit-chat part against a plain Rasa bot
	$(APP) -m tests.bench.run --plain

backup: ## Write var/backup-<time>.tar.gz (or FILE=…)
	@$(APP) -m db backup "$(or $(FILE),var/backup-$(shell date +%Y%m%d-%H%M%S).tar.gz)"

restore: ## Bring a backup back: make restore FILE=… (asks first; YES=1 does not)
	@test -n "$(FILE)" || { echo "restore: say which backup, FILE=…"; exit 2; }
	@$(APP) -m db restore "$(FILE)" $(if $(YES),--yes)

reset: ## Delete all conversations and bookings; asks first
	@$(APP) -m db reset

lock: ## Resolve and pin the dependencies anew
	@scripts/lock.sh
