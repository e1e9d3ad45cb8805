# The ways in. `make demo` and `make test` do all the set-up themselves; see README.md.
PORT ?= 8000
PY := .venv/bin/python

.PHONY: install demo demo-reset test check fast bench docs failover deb deb-test screenshots clean
.DEFAULT_GOAL := help

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.venv/installed: requirements.txt pyproject.toml scripts/install
	@sh scripts/install requirements.txt
	@touch $@

.venv/installed-test: .venv/installed requirements-test.txt scripts/install
	@sh scripts/install requirements-test.txt
	@touch $@

.venv/installed-programs: .venv/installed scripts/browser scripts/postgresql
	@sh scripts/browser
	@sh scripts/postgresql
	@touch $@

# Debian's programs come from one place and Python's packages from another: at once, not one after the other.
.venv/installed-browser: .venv/installed requirements-test.txt scripts/browser scripts/postgresql
	@$(MAKE) -s -j2 .venv/installed-test .venv/installed-programs
	@touch $@

.venv/installed-bench: .venv/installed-test requirements-bench.txt
	@sh scripts/install requirements-bench.txt
	@touch $@

install: .venv/installed ## the product alone, in .venv

demo: .venv/installed ## the real thing on SQLite, with an invented force (PORT=8765 for another port)
	@.venv/bin/proviso demo --port $(PORT)

demo-reset: .venv/installed ## forget what was done in the demonstration and begin afresh
	@.venv/bin/proviso demo --port $(PORT) --reset

test: .venv/installed-browser ## install what tests need, a real browser and PostgreSQL included, then test everything
	@sh scripts/check everything

check: .venv/installed-test ## the fast gate: no browser, no apt, no root; all but the browser, the system’s programs and the kills
	@sh scripts/check fast

bench: .venv/installed-bench ## what is fast, against what, as ratios
	@$(PY) -m bench

docs: .venv/installed ## make the generated reference again
	@.venv/bin/proviso policy reference --write docs/reference/policy.md
	@$(PY) scripts/reference.py

deb: .venv/installed ## the Debian package, in build/
	@packaging/deb/build build

deb-test: deb ## install the package in a clean Debian root, use it, and remove it (as root; some minutes)
	@packaging/deb/try build

failover: .venv/installed-test ## three machines of a database die in turn while people work (as root; a quarter of an hour)
	@sh scripts/failover

screenshots: .venv/installed-browser ## take the pictures of the documents from the running product
	@$(PY) scripts/screenshots.py

clean: ## remove what was installed and what the demonstration wrote
	rm -rf .venv var build
