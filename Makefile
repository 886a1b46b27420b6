# `make demo`, `make test`: the two commands. `make screens` draws every screen; `test-long`, `faults` and `bench` run long.
.DEFAULT_GOAL := help
VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready
FLEET_TOOLS := $(VENV)/.fleet-tools
TRANSLATIONS := assets/translations/kiosk_en.qm
# The tests start hundreds of small programs: each would compile the house anew.
export PYTHONDONTWRITEBYTECODE =

.PHONY: help demo screens handbook test test-long test-whole faults bench catalogue fuzz fleet-sim sbom deb image appliance-test lint clean

help:
	@echo "make demo | demo OFFLINE=1 | demo CASE=simplest | demo PROCEDURE=2.000635 or all | demo JOURNEY=all | demo JOURNEY=all PORTAL=dvcqg | demo VNC=1 | screens | handbook | test (some three minutes) | test-long (the rest) | test-whole (every case of both) | faults | bench | fuzz SECONDS=660 | fleet-sim | sbom | deb | image | appliance-test | appliance-test IMAGE=1"

$(READY): setup.cfg .ci/system-packages
	@.ci/install-system
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed" >&2; exit 3; }
	@test -x $(PYTHON) || python3 -m venv $(VENV)
	@$(PYTHON) -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@

# What judges the province's page and its Ansible role. Where it cannot be had, those tests are skipped and say why.
$(FLEET_TOOLS): $(READY) .ci/fleet-packages
	@.ci/install-system fleet-packages && $(PYTHON) -m pip install -q --disable-pip-version-check -e '.[fleet]' && touch $@ || echo "Chromium, axe or ansible-lint cannot be installed here: their tests are skipped" >&2

assets/translations/%.qm: assets/translations/%.ts $(READY)
	@$(VENV)/bin/pyside6-lrelease -silent $< -qm $@

demo: $(READY) $(TRANSLATIONS)
	@$(PYTHON) -m tests.journeys.demo $(if $(JOURNEY),--journey $(JOURNEY)) $(if $(PORTAL),--portal $(PORTAL)) $(if $(CASE),--case $(CASE)) $(if $(PROCEDURE),--procedure $(PROCEDURE)) $(if $(OFFLINE),--offline) $(if $(VNC),--vnc) $(if $(PHONE_HOST),--phone-host $(PHONE_HOST)) $(if $(CAMERA),--camera $(CAMERA))

screens: $(READY) $(TRANSLATIONS)
	@$(PYTHON) -m tests.screens.draw build/screens

# docs/TECHNICIAN.vi.md with its pictures.
handbook: $(READY) $(TRANSLATIONS)
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(PYTHON) -m tests.screens.handbook build/handbook

lint: $(READY) $(TRANSLATIONS)
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo
	@$(PYTHON) -m tests.architecture.qml_lint

# Two tiers: what shows most for its time, and what takes long (docs/decisions/046-two-tiers-of-tests.md). CI runs both.
test: lint
	@$(VENV)/bin/pytest -m "not long"

test-long: $(READY) $(TRANSLATIONS) $(FLEET_TOOLS)
	@$(VENV)/bin/pytest -m long

# Both, and where they take a share of many alike cases, another one each day (tests/support/slices.py), all of them.
test-whole: $(READY) $(TRANSLATIONS) $(FLEET_TOOLS)
	@TESTS_WHOLE=1 $(VENV)/bin/pytest

faults: $(READY) $(TRANSLATIONS)
	@$(PYTHON) -m tests.faults.run build/faults.json

bench: $(READY) $(TRANSLATIONS)
	@.ci/install-system bench-packages
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(PYTHON) -m tests.bench.run build/bench.json

# A catalogue to put at /var/lib/kiosk/catalogue.sqlite of a kiosk; FROM adds sources: make catalogue FROM="crawl.jsonl.gz".
catalogue: $(READY)
	@$(VENV)/bin/kioskctl catalogue build --from assets/catalogue $(foreach source,$(FROM),--from $(source)) --out build/catalogue.sqlite

fuzz: $(READY)
	@$(PYTHON) -m pip install -q --disable-pip-version-check -e '.[fuzz]'
	@$(PYTHON) -m tests.fuzz.run $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

# Bounded: some minutes of one core. COMMUNES=100 for a first look.
fleet-sim: $(READY)
	@$(PYTHON) -m tests.fleet_sim.run build/fleet.json $(if $(COMMUNES),--communes $(COMMUNES)) $(if $(SEED),--seed $(SEED))

sbom: $(READY)
	@$(PYTHON) -m appliance.sbom build/sbom.cdx.json

deb: $(READY) $(TRANSLATIONS)
	@.ci/install-system deb-packages
	@$(PYTHON) -m appliance.deb.build $(if $(TWICE),--twice) $(if $(XZ_LEVEL),--xz-level $(XZ_LEVEL))

# From the package that `make deb` left, or makes; KEYS names the folder of the four files that sign (docs/IMAGE.md).
image: $(READY)
	@ls build/*_amd64.deb >/dev/null 2>&1 || $(MAKE) deb
	@.ci/install-system image-packages
	@$(PYTHON) -m appliance.image.build --pack $(if $(RECOVERY),--recovery $(RECOVERY)) $(if $(PROVINCE),--province $(PROVINCE)) $(if $(KEYS),--boot-key $(KEYS)/boot.key --boot-certificate $(KEYS)/boot.pem --bundle-key $(KEYS)/bundle.key --bundle-certificate $(KEYS)/bundle.pem)

# Bounded; needs root and a package from `make deb`. IMAGE=1: the image in QEMU as well.
appliance-test: $(READY)
	@.ci/install-system appliance-packages
	@$(PYTHON) -m appliance.trial.run
	@$(if $(IMAGE),.ci/install-system image-packages && $(PYTHON) -m appliance.trial.image.run $(if $(CUTS),--cuts $(CUTS)))

clean:
	rm -rf build $(VENV)
