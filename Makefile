# Two commands: `make run` and `make test`. Both install what is missing, then build.

CARGO ?= cargo
DATA ?= ./data
LISTEN ?= 127.0.0.1:8080
PROGRAM = target/debug/composure

.PHONY: run test check assets scenes voices test-rust test-slow test-browser test-scenes bench bench-psychometrics system-run system-test system-scenes system-voices

## Build and start the platform with demo data on $(LISTEN); data stay in $(DATA).
run: system-run assets
	$(CARGO) build --locked --bin composure
	$(PROGRAM) demo --data $(DATA) --listen $(LISTEN)
	$(PROGRAM) serve --data $(DATA) --listen $(LISTEN)

## Every test: Rust on both databases, the films, then the browser's.
test: system-test assets test-rust test-scenes test-browser

test-rust:
	$(CARGO) test --locked

## Recovery, coverage and large references of the psychometrics, optimised; prints what each study found.
test-slow:
	COMPOSURE_SLOW_TESTS=1 $(CARGO) test --release --locked --lib -- slow_ --nocapture --test-threads 1

test-browser:
	$(CARGO) build --locked --bin composure
	npm run --silent test:browser

## The studio, and every committed film measured against its scene's file.
test-scenes: media/studio/node_modules/.package-lock.json
	node --test --test-concurrency=2 media/studio/test/*.test.mjs

## Formatting, lints, documentation, types: what .ci/run asks before the tests.
check: system-test assets
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --locked --no-deps --document-private-items
	npm run --silent check

## The browser's part: packages by lock file, then scripts and styles into src/browser/dist.
assets: node_modules/.package-lock.json
	npm run --silent build

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

## Every scene's films, posters, captions and timing sheets from its file; four to seven times as long as they play.
scenes: system-scenes media/studio/node_modules/.package-lock.json
	cd media/studio && node render.mjs --all

## The voice engine, for lines that are new or changed; a render fetches it too when it needs it.
voices: system-voices
	sh media/studio/sound/engines/kokoro/install.sh

media/studio/node_modules/.package-lock.json: media/studio/package.json media/studio/package-lock.json
	cd media/studio && npm ci --no-audit --no-fund
	@touch $@

## Speed and memory, printed as ratios of one run.
bench: system-test assets
	$(CARGO) bench --locked --bench platform

## Speed and memory of the estimators beside the field's own software.
bench-psychometrics: system-test assets
	$(CARGO) bench --locked --bench psychometrics

system-run:
	@bash .ci/system run

system-test:
	@bash .ci/system test

system-scenes:
	@bash .ci/system scenes

system-voices:
	@bash .ci/system voices
