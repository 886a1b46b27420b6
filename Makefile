# `make demo`, `make test`: the two commands. `make screens` draws every screen; `faults` and `bench` run long.
.DEFAULT_GOAL := help
VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready
TRANSLATIONS := assets/translations/kiosk_en.qm
# The tests start hundreds of small programs: each would compile the house anew.
export PYTHONDONTWRITEBYTECODE =

.PHONY: help demo screens test faults bench catalogue fuzz sbom deb appliance-test lint clean

help:
	@echo "make demo | demo OFFLINE=1 | demo CASE=simplest | demo PROCEDURE=2.000635 or all | demo JOURNEY=all | demo VNC=1 | screens | test | faults | bench | fuzz SECONDS=660 | sbom | deb | appliance-test"

$(READY): setup.cfg .ci/system-packages
	@.ci/install-system
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed" >&2; exit 3; }
	@test -x $(PYTHON) || python3 -m venv $(VENV)
	@$(PYTHON) -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@

assets/translations/%.qm: assets/translations/%.ts $(READY)
	@$(VENV)/bin/pyside6-lrelease -silent $< -qm $@

demo: $(READY) $(TRANSLATIONS)
	@$(PYTHON) -m tests.journeys.demo $(if $(JOURNEY),--journey $(JOURNEY)) $(if $(CASE),--case $(CASE)) $(if $(PROCEDURE),--procedure $(PROCEDURE)) $(if $(OFFLINE),--offline) $(if $(VNC),--vnc) $(if $(PHONE_HOST),--phone-host $(PHONE_HOST)) $(if $(CAMERA),--camera $(CAMERA))

screens: $(READY) $(TRANSLATIONS)
	@$(PYTHON) -m tests.screens.draw build/screens

lint: $(READY) $(TRANSLATIONS)
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo
	@$(PYTHON) -m tests.architecture.qml_lint

test: lint
	@$(VENV)/bin/pytest

faults: $(READY) $(TRANSLATIONS)
	@$(PYTHON) -m tests.faults.run build/faults.json

bench: $(READY) $(TRANSLATIONS)
	@.ci/install-system bench-packages
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(PYTHON) -m tests.bench.run build/bench.json

# What packaging installs as /var/lib/kiosk/catalogue.sqlite; FROM adds sources: make catalogue FROM="crawl.jsonl.gz".
catalogue: $(READY)
	@$(VENV)/bin/kioskctl catalogue build --from assets/catalogue $(foreach source,$(FROM),--from $(source)) --out build/catalogue.sqlite

fuzz: $(READY)
	@$(PYTHON) -m pip install -q --disable-pip-version-check -e '.[fuzz]'
	@$(PYTHON) -m tests.fuzz.run $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

sbom: $(READY)
	@$(PYTHON) -m appliance.sbom build/sbom.cdx.json

deb: $(READY) $(TRANSLATIONS)
	@.ci/install-system deb-packages
	@$(PYTHON) -m appliance.deb.build $(if $(TWICE),--twice) $(if $(XZ_LEVEL),--xz-level $(XZ_LEVEL))

# Bounded; needs root, systemd-nspawn and mmdebstrap, and a package from `make deb`.
appliance-test: $(READY)
	@$(PYTHON) -m appliance.trial.run

clean:
	rm -rf build $(VENV)
